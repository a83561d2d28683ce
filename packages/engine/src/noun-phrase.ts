import { role } from './lexicon/grammar.js';
import { gap, type Word } from './words.js';

/** Whether the word can be one of these (bits of `role`). */
export const has = (word: Word | undefined, bits: number): boolean => word !== undefined && (word.roles & bits) !== 0;

/** What stands left of an offensive noun phrase. */
export interface Left {
  /** Index of the word that rules the phrase ("are", "you", "called"), or -1 where the clause begins with the phrase. */
  head: number;
  /** Index of the phrase's first word. */
  start: number;
  determined: boolean;
  negated: boolean;
  hedged: boolean;
  /** Words of the phrase that this engine knows nothing of. */
  unknown: number;
}

export const ruling =
  role.you |
  role.copula |
  role.preposition |
  role.conjunction |
  role.auxiliary |
  role.naming |
  role.saying |
  role.likening |
  role.self;
const onlyBefore = new Set(['just', 'only', 'merely', 'simply']);
export const negates = (words: readonly Word[], at: number): boolean =>
  has(words[at], role.negation) && !onlyBefore.has(words[at + 1]?.form ?? '');

const describes = (word: Word): boolean =>
  has(word, role.modifier) ||
  word.entry?.insult !== undefined ||
  word.entry?.crude !== undefined ||
  word.form.endsWith('ly');

/** "he's a …" is "he is a …"; "the author's …" owns something, unless "a" or "such" follows. */
export function isCopula(words: readonly Word[], at: number): boolean {
  const word = words[at] as Word;
  if (word.form !== "'s") return has(word, role.copula);
  const owner = words[at - 1];
  return has(owner, role.third | role.pointing) || has(words[at + 1], role.determiner | role.negation);
}

export function lookLeft(words: readonly Word[], first: number): Left {
  const left: Left = { head: -1, start: first, determined: false, negated: false, hedged: false, unknown: 0 };
  for (let at = first - 1; at >= 0 && first - at <= 8; at--) {
    const word = words[at] as Word;
    const { gap: between } = words[at + 1] as Word;
    if (between >= gap.clause || word.quoted) return left;
    if (between === gap.comma && !has(word, role.you) && (!describes(word) || left.determined)) return left;
    if (has(word, role.hedge)) left.hedged = true;
    if (has(word, role.negation)) {
      left.negated ||= negates(words, at);
      left.determined ||= has(word, role.determiner);
    } else if (has(word, role.determiner)) {
      left.determined = true;
    } else if (word.form === 'of' && has(words[at - 1], role.measure)) {
      at--;
    } else if (word.form === 'like' && at > 0 && (has(words[at - 1], role.likening) || isCopula(words, at - 1))) {
      return { ...left, head: at - 1 };
    } else if (word.form === "'s" || has(word, ruling)) {
      return { ...left, head: at };
    } else if (!has(word, role.adverb)) {
      if (left.determined) return { ...left, head: at };
      if (!describes(word)) left.unknown++;
    }
    left.start = at;
  }
  return left;
}
