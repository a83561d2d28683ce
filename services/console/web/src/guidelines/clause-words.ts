import type { ClauseKind, Consequence, Demand, GuidelinesState, Outcome, RuleId } from '@moderato/domain';

// What the kinds, rules and states of guidelines are called on the page.

/** design.md, "Deciding": the groups in which the kinds stand. */
export const groups = {
  speak: 'How to speak',
  say: 'What to say',
  who: 'Who speaks',
  happens: 'What happens',
  welcome: 'What is welcome',
  other: 'Anything else',
} as const;
export type Group = keyof typeof groups;

const kinds: Record<ClauseKind, { group: Group; words: string }> = {
  civility: { group: 'speak', words: 'Civility' },
  personal_attack: { group: 'speak', words: 'Personal attacks' },
  good_taste: { group: 'speak', words: 'Good taste' },
  sexual: { group: 'speak', words: 'Sexual content' },
  hate: { group: 'speak', words: 'Hate' },
  harassment: { group: 'speak', words: 'Harassment' },
  threat: { group: 'speak', words: 'Threats' },
  shouting: { group: 'speak', words: 'Shouting' },
  trolling: { group: 'speak', words: 'Trolling' },
  off_topic: { group: 'say', words: 'Staying on topic' },
  spam: { group: 'say', words: 'Spam' },
  advertising: { group: 'say', words: 'Advertising' },
  links: { group: 'say', words: 'Links' },
  copyright: { group: 'say', words: 'Copyright' },
  defamation: { group: 'say', words: 'Defamation' },
  misinformation: { group: 'say', words: 'Misinformation' },
  privacy: { group: 'say', words: 'Privacy' },
  impersonation: { group: 'say', words: 'Impersonation' },
  illegal: { group: 'say', words: 'Illegal content' },
  language: { group: 'say', words: 'Language' },
  length: { group: 'say', words: 'Length' },
  moderation_talk: { group: 'say', words: 'Talk about moderation' },
  terms: { group: 'who', words: 'Terms of use' },
  required_fields: { group: 'who', words: 'Required fields' },
  real_name: { group: 'who', words: 'Real names' },
  username: { group: 'who', words: 'User names' },
  registration: { group: 'who', words: 'Registration' },
  removal: { group: 'happens', words: 'Removal of comments' },
  ban: { group: 'happens', words: 'Bans' },
  appeal: { group: 'happens', words: 'Appeals' },
  report_channel: { group: 'happens', words: 'Where to report' },
  email_privacy: { group: 'happens', words: 'Privacy of e-mail addresses' },
  moderation_process: { group: 'happens', words: 'How moderation works' },
  encouraged: { group: 'welcome', words: 'Encouraged' },
  permitted: { group: 'welcome', words: 'Allowed' },
  other: { group: 'other', words: 'Something else' },
};

export const groupOf = (kind: ClauseKind): Group => kinds[kind].group;
export const kindWords = (kind: ClauseKind): string => kinds[kind].words;

export const demandWords: Record<Demand, string> = {
  forbid: 'Readers must not do this.',
  require: 'Readers must do this.',
  permit: 'Readers may do this.',
  encourage: 'Readers are asked to do this; nothing happens if they do not.',
  inform: 'It tells readers something, and asks nothing of a comment.',
};

export const ruleWords: Record<RuleId, string> = {
  threat: 'Violence threatened, called for or wished',
  hate: 'Attacks on people for what they are',
  harassment: 'Hounding somebody, insult upon insult',
  'personal-attack': 'Insults to a commenter, a writer or a person of the story',
  defamation: 'A crime laid as a fact to a named person',
  privacy: 'Telephone numbers, addresses and other personal details',
  impersonation: 'Names that look like the staff’s or another commenter’s',
  civility: 'Rude words aimed at nobody in particular',
  'good-taste': 'Profanity, obscenity, gore',
  sexual: 'Explicit words and advances',
  trolling: 'Taunts',
  shouting: 'Too many capitals',
  spam: 'Sales talk, link farms, floods',
  repeats: 'The same text again',
  advertising: 'Self-promotion and appeals for money',
  links: 'More links than allowed',
  'off-topic': 'Nothing in common with the story',
  copyright: 'Long quotations and pasted articles',
  illegal: 'Offers of what the law forbids',
  language: 'Another language than the one asked for',
  length: 'More words or characters than allowed',
  'moderation-talk': 'Complaints about moderation',
  username: 'Offensive names, addresses for names',
  terms: 'Terms that were not accepted',
  'required-fields': 'Fields that came empty',
  'real-name': 'Names that nobody bears',
};

export const stateWords: Record<GuidelinesState, string> = {
  draft: 'Draft',
  shadow: 'In shadow',
  live: 'Live',
  retired: 'Retired',
  discarded: 'Discarded',
};

/** As a result, of a comment. */
export const outcomeWords: Record<Outcome, string> = { approve: 'published', review: 'held', reject: 'rejected' };

export const consequenceWords: Record<Consequence, string> = {
  none: 'Nothing',
  warning: 'A warning',
  strike: 'A strike',
};

const limitWords: Record<string, (value: number) => string> = {
  maxLinks: (value) => `${counted(value, 'link')} at most`,
  maxWords: (value) => `${counted(value, 'word')} at most`,
  maxCharacters: (value) => `${counted(value, 'character')} at most`,
  maxQuotedWords: (value) => `${counted(value, 'quoted word')} at most`,
  editMinutes: (value) => `${counted(value, 'minute')} to edit`,
};

export const limitsOf = (limits: Record<string, number>): string[] =>
  Object.entries(limits).map(([name, value]) => limitWords[name]?.(value) ?? `${name} ${value}`);

/** The numbers among a clause's parameters. */
export const numbersOf = ({ params }: { params: Record<string, string | number | boolean> }): Record<string, number> =>
  Object.fromEntries(Object.entries(params).filter((entry): entry is [string, number] => typeof entry[1] === 'number'));

/** `approve→reject` as people say it. */
export function flipWords(flip: string): string {
  const [from, to] = flip.split('→') as [Outcome, Outcome];
  return `${outcomeWords[from] ?? from} → ${outcomeWords[to] ?? to}`;
}

const strictness = ['approve', 'review', 'reject'];
/** Whether the flip makes the decision stricter. */
export function isStricterFlip(flip: string): boolean {
  const [from = '', to = ''] = flip.split('→');
  return strictness.indexOf(to) > strictness.indexOf(from);
}

export const counted = (n: number, one: string, many = `${one}s`): string =>
  `${n.toLocaleString('en-US')} ${n === 1 ? one : many}`;
