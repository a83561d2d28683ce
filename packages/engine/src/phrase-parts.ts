import { role } from './lexicon/grammar.js';
import { numberOf } from './lexicon/vocabulary.js';
import { gap, type Word } from './words.js';

/** One place in a phrase. */
export interface Part {
  /** The words that fit, by number. */
  numbers: ReadonlySet<number>;
  /** Roles that fit. */
  roles: number;
  /** Whether names fit: they are no role, so the caller says who is one. */
  names: boolean;
  any: boolean;
  optional: boolean;
}

export type IsName = (word: Word) => boolean;

const roleNames: Record<string, number> = {
  you: role.you,
  your: role.your,
  self: role.self,
  det: role.determiner,
  be: role.copula,
  group: role.group | role.third,
};

const numbersOf = (words: readonly string[]): ReadonlySet<number> => new Set(words.map(numberOf));

/** `them` and `they`: a person as object and as subject. */
const persons: Record<string, string[]> = {
  them: 'you u him her them himself herself themselves this that these those'.split(' '),
  they: 'you u ya he she they'.split(' '),
};

const blank: Part = { numbers: new Set(), roles: 0, names: false, any: false, optional: false };
const adverb: Part = { ...blank, roles: role.adverb, optional: true };

function partOf(written: string): Part {
  const optional = written.endsWith('?');
  const bare = optional ? written.slice(0, -1) : written;
  if (bare === '_') return { ...blank, any: true, optional };
  const named = /^<(\w+)>$/.exec(bare)?.[1];
  if (named === undefined) return { ...blank, numbers: numbersOf(bare.split('|')), optional };
  const people = persons[named];
  if (people !== undefined) return { ...blank, numbers: numbersOf(people), roles: role.author, names: true, optional };
  const roles = roleNames[named];
  if (roles === undefined) throw new TypeError(`no role is called ${named}`);
  return { ...blank, roles, optional };
}

export function partsOf(phrase: string): Part[] {
  const parts = phrase.split(/\s+/).flatMap((part) => (part === '<adv>' ? [adverb, adverb, adverb] : [partOf(part)]));
  if ((parts[0]?.numbers.size ?? 0) === 0) throw new TypeError(`a phrase begins with a word: ${phrase}`);
  return parts;
}

const fits = ({ numbers, roles, names, any }: Part, word: Word, isName: IsName): boolean =>
  any || numbers.has(word.number) || (word.roles & roles) !== 0 || (names && isName(word));

/** Whether a phrase may go on with the word: none reaches over a clause's end or into a quotation. */
export const goesOn = (word: Word | undefined): word is Word =>
  word !== undefined && word.gap < gap.clause && !word.quoted;

/** The index after the match, or -1. Phrases are short, so trying both ways of an optional part stays cheap. */
export function matchFrom(
  words: readonly Word[],
  at: number,
  parts: readonly Part[],
  nth: number,
  isName: IsName,
): number {
  const part = parts[nth];
  if (part === undefined) return at;
  const word = words[at];
  if (goesOn(word) && fits(part, word, isName)) {
    const end = matchFrom(words, at + 1, parts, nth + 1, isName);
    if (end > 0) return end;
  }
  return part.optional ? matchFrom(words, at, parts, nth + 1, isName) : -1;
}
