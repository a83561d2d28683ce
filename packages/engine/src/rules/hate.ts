import { type GroupMatch, GroupPatterns } from '../group-patterns.js';
import { type Mention, mentionsIn } from '../groups.js';
import { insultedGroups } from '../insulted-groups.js';
import type { Item } from '../item.js';
import { role } from '../lexicon/grammar.js';
import { type Attack, type AttackPhrase, attackPhrases } from '../lexicon/hate-phrases.js';
import { has } from '../noun-phrase.js';
import { isOrder, Phrases } from '../phrases.js';
import { type Evidence, findingsOf, type Rule } from '../rule.js';
import { slursIn } from '../slurs.js';
import { isNotOwn, isWished } from '../voice.js';
import { gap, type Word } from '../words.js';

const patterns = new GroupPatterns<AttackPhrase>(attackPhrases);

const explanations: Record<Attack, string> = {
  dehumanises: 'Speaks of a group of people as less than human.',
  hates: 'Voices hatred or disgust of a group of people.',
  harms: 'Calls for or wishes harm to a group of people.',
  excludes: 'Would shut out a group of people for who they are.',
  smears: 'Pins crimes or faults on a whole group of people.',
  denies: 'Would deny a group of people the rights of others.',
};

const raises: Record<Attack, Evidence['raises']> = {
  dehumanises: { TOXICITY: 1, IDENTITY_ATTACK: 1, INSULT: 0.8, SEVERE_TOXICITY: 0.5 },
  hates: { TOXICITY: 1, IDENTITY_ATTACK: 1, SEVERE_TOXICITY: 0.4 },
  harms: { TOXICITY: 1, IDENTITY_ATTACK: 1, THREAT: 0.85, SEVERE_TOXICITY: 0.7 },
  excludes: { TOXICITY: 0.95, IDENTITY_ATTACK: 1 },
  smears: { TOXICITY: 0.95, IDENTITY_ATTACK: 0.95, INSULT: 0.6 },
  denies: { TOXICITY: 0.95, IDENTITY_ATTACK: 1 },
};

const askers = new Set(['why', 'how', 'and', 'but', 'so', 'well']);
const isAsked = (words: readonly Word[], first: number): boolean =>
  (words[first] as Word).gap >= gap.comma || first === 0 || askers.has(words[first - 1]?.form ?? '');

function counts({ meaning, mention, first, last }: GroupMatch<AttackPhrase>, words: readonly Word[]): boolean {
  const { attack, view = false, ordered = false, ofNone = false, asked = false } = meaning;
  if (mention.none !== ofNone) return false;
  if (mention.policy && (view || attack === 'denies')) return false;
  if (mention.partial && attack !== 'dehumanises' && attack !== 'harms') return false;
  // "They" may well be somebody else: mild words do not suffice.
  if (mention.pronoun && meaning.confidence < 0.75) return false;
  if (ordered && !isWished(words, first)) return false;
  if (asked && !isAsked(words, first)) return false;
  return !isNotOwn(words, first, last);
}

/** "Those who break the law should be deported": only some are meant. */
function narrowed({ mention, said, meaning }: GroupMatch<AttackPhrase>, words: readonly Word[]): number {
  const link = words[mention.last + 1]?.form;
  if (said <= mention.last + 1 || (link !== 'who' && link !== 'that' && link !== 'with')) return 1;
  if (meaning.attack === 'excludes' || meaning.attack === 'denies' || words[mention.first]?.form === 'any') return 0.55;
  return 0.8;
}

function confidenceOf(match: GroupMatch<AttackPhrase>, words: readonly Word[]): number {
  const { meaning, mention } = match;
  const some = mention.partial ? 0.75 : 1;
  const lawful = mention.policy && meaning.attack === 'smears' ? 0.6 : 1;
  const all = mention.sweeping ? 0.06 : 0;
  return Math.min(0.97, (meaning.confidence + all) * mention.weight * some * lawful * narrowed(match, words));
}

const scaffold = role.copula | role.adverb | role.determiner | role.auxiliary | role.measure | role.self | role.third;

/** The words that hurt: what is said of the group, without the verbs and articles that lead up to it. */
function hurting({ said, last }: GroupMatch<AttackPhrase>, words: readonly Word[]): [number, number] {
  let first = said;
  while (first < last) {
    const word = words[first] as Word;
    const skipped = (has(word, scaffold) && !has(word, role.negation)) || word.form === 'of' || word.form === 'to';
    if (!skipped) break;
    first++;
  }
  return [first, last];
}

function attacks(item: Item, mentions: readonly Mention[]): Evidence[] {
  const { words } = item;
  const found: Evidence[] = [];
  for (const mention of mentions) {
    if (mention.particular) continue;
    for (const match of patterns.matches(words, mention)) {
      if (!counts(match, words)) continue;
      const [first, last] = hurting(match, words);
      found.push({
        confidence: confidenceOf(match, words),
        severity: match.meaning.severity,
        target: 'group',
        explanation: explanations[match.meaning.attack],
        first,
        last,
        raises: raises[match.meaning.attack],
      });
    }
  }
  return found;
}

const kindly = new Phrases<true>([
  [
    'deserve|have|need <adv> equal|same|full|basic|our rights|respect|pay|protection|dignity|treatment|support|help; ' +
      'deserve|have the same rights|respect|pay|protection|dignity|treatment; deserve|need respect|protection|dignity|better; ' +
      'hatred|hate|prejudice|discrimination|bigotry|violence|attacks|slurs of|against|toward|towards',
    true,
  ],
]);

/** "No criminals", "should not be deported": an attack on a group but for the word that denies it; or kind words. */
export function speaksUp(item: Item): boolean {
  const { words } = item;
  if (item.groups.length === 0) return false;
  const denied = (first: number): boolean =>
    words.slice(Math.max(0, first - 3), first).some((w) => has(w, role.negation));
  if (kindly.matches(item).some(({ first, last }) => !denied(first) && !isNotOwn(words, first, last))) return true;
  return mentionsIn(item).some((mention) => attacksButForADenial(words, mention));
}

/** How far around a group its denial and what it denies stand. */
const around = { before: 16, after: 24 };

function attacksButForADenial(words: readonly Word[], { first, core, last, ...rest }: Mention): boolean {
  const from = Math.max(0, first - around.before);
  const said = words.slice(last + 1, last + 1 + around.after);
  const affirmed = said.filter((word) => !has(word, role.negation));
  if (affirmed.length === said.length) return false;
  const near = [...words.slice(from, last + 1), ...affirmed];
  const mention = { ...rest, first: first - from, core: core - from, last: last - from };
  return patterns.matches(near, mention).some((match) => counts(match, near));
}

const banishing = new Phrases<number>([
  [
    'go back to mexico|africa|china|india|russia|asia|arabia|iran|japan|israel|cuba|syria|somalia|haiti|pakistan; ' +
      'go back to your|ur <adv> _? country|homeland|shithole|village|jungle|desert|cave; go back where you|u|they came|come from; ' +
      'go back to where you|u|they came|come from; go back to the jungle|desert',
    0.82,
  ],
]);

const gayness = 'gay|lesbian|homosexual|bisexual|trans|transgender|queer';
const states = new Phrases<number>([
  [
    `being <adv> ${gayness}|muslim|jewish|black|autistic|disabled is|'s <adv> a|an? <adv> disease|illness|sickness|disorder|perversion|abomination|disgusting|unnatural|gross|crime; ` +
      "homosexuality|transgenderism|bisexuality is|'s <adv> a|an? <adv> disease|illness|sickness|disorder|perversion|abomination|disgusting|unnatural|gross|plague|cancer",
    0.76,
  ],
]);

/** "Being gay is a disease": said of a state, meant for the people in it. */
function disparaged(item: Item): Evidence[] {
  const said = states.matches(item).filter(({ first, last }) => !isNotOwn(item.words, first, last));
  return said.map(({ meaning: confidence, last }) => ({
    confidence,
    severity: 'moderate',
    target: 'group',
    explanation: explanations.dehumanises,
    first: last,
    last,
    raises: raises.dehumanises,
  }));
}

function banished(item: Item): Evidence[] {
  const said = banishing.matches(item).filter(({ first }) => isOrder(item.words, first));
  return said.map(({ meaning: confidence, first, last }) => ({
    confidence,
    severity: 'moderate',
    target: 'group',
    explanation: 'Tells people to leave because of where they come from.',
    first,
    last,
    raises: { TOXICITY: 1, IDENTITY_ATTACK: 1 },
  }));
}

/**
 * Attacks on people for what they were born as or believe. What counts is who is spoken of and what is said of them:
 * ideas, faiths, states, parties and trades may be criticised however harshly, and an attack that is quoted, reported,
 * denied or supposed is not its author's.
 */
export const hate: Rule = {
  id: 'hate',
  evaluate(item) {
    const said = [...slursIn(item), ...banished(item), ...disparaged(item)];
    const mentions = item.groups.length > 0 ? mentionsIn(item) : [];
    if (mentions.length > 0) said.push(...attacks(item, mentions));
    if (item.groups.length > 0) said.push(...insultedGroups(item, mentions));
    return findingsOf('hate', item, said);
  },
};
