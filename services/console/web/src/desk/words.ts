import type { Attribute, CommentStatus, Severity, Target } from '@moderato/domain';

// What the API's words are called on the desk.

export const attributeWords: Record<Attribute, string> = {
  TOXICITY: 'Toxicity',
  SEVERE_TOXICITY: 'Severe toxicity',
  INSULT: 'Insult',
  PROFANITY: 'Profanity',
  THREAT: 'Threat',
  IDENTITY_ATTACK: 'Attack on identity',
  SEXUALLY_EXPLICIT: 'Sexually explicit',
  ATTACK_ON_COMMENTER: 'Attack on a commenter',
  ATTACK_ON_AUTHOR: 'Attack on the writer',
  SPAM: 'Spam',
  CONSTRUCTIVE: 'Constructive',
};

export const targetWords: Record<Target, string | null> = {
  commenter: 'Aimed at another commenter',
  author: 'Aimed at the story’s writer',
  storyPerson: 'Aimed at a person in the story',
  group: 'Aimed at a group of people',
  institution: 'Aimed at an institution',
  idea: 'Aimed at an idea',
  none: null,
};

export const severityWords: Record<Severity, string> = { mild: 'Mild', moderate: 'Moderate', severe: 'Severe' };

export const statusWords: Record<CommentStatus, string> = {
  pending: 'Being decided',
  approved: 'Approved',
  review: 'Waiting for a person',
  rejected: 'Rejected',
  withdrawn: 'Withdrawn',
};

const degradedWords: Record<string, string> = {
  no_guidelines: 'the site had no live guidelines to judge by',
  engine_failed: 'the rules failed on this comment',
  decision_unwritable: 'the decision could not be written down',
  text_too_long: 'the comment is too long to judge',
  text_unreadable: 'the text could not be read',
  unsupported_language: 'it is in a language that the rules do not know',
};

/** Why nothing, or not everything, was judged; an unknown code is read out as it is. */
export function degradedReason(code: string): string {
  const rule = /^rule_failed:(.+)$/.exec(code)?.[1];
  if (rule) return `the rule for ${rule.replaceAll('-', ' ')} failed on this comment`;
  return degradedWords[code] ?? code.replaceAll(/[_:-]/g, ' ');
}

/** 0..1 as people say it. */
export const percent = (share: number): string => `${Math.round(share * 100)}\u202f%`;

/** Where a story lives; the address itself is never offered as a link. */
export function domainOf(url: string): string {
  return URL.canParse(url) ? new URL(url).hostname.replace(/^www\./, '') : url;
}
