import { role } from './lexicon/grammar.js';
import { entryOf, markOpener } from './lexicon/lexicon.js';
import { formOf } from './lexicon/vocabulary.js';
import { goesOn, type IsName, matchFrom, type Part, partsOf } from './phrase-parts.js';
import { gap, type Word } from './words.js';

/** Whether the words from `first` on are an order or a call: nothing but "just", "please" or "you" leads up to them. */
export function isOrder(words: readonly Word[], first: number): boolean {
  for (let at = first; at >= 0; at--) {
    if ((words[at] as Word).gap >= gap.comma || at === 0) return true;
    const { roles, form } = words[at - 1] as Word;
    const leads = roles & (role.adverb | role.you | role.conjunction) || form === 'please' || words[at - 1]?.mention;
    if (!leads || first - at > 4) return false;
  }
  return true;
}

export interface Match<T> {
  meaning: T;
  /** Words `[first, last]`, both included. */
  first: number;
  last: number;
}

/** What was found of each list of phrases, by the list's number. */
export type Found = readonly (readonly Match<unknown>[] | undefined)[];

interface Phrase {
  /** The list that it stands in. */
  list: number;
  meaning: unknown;
  parts: readonly Part[];
  /** What may come after its first word. */
  second: { numbers: ReadonlySet<number>; roles: number; any: boolean; nothing: boolean };
}

/** The phrases that begin with one word, in the order of their lists. */
interface Opening {
  all: Phrase[];
  /** Those that may go on with the word of this number. */
  before: Map<number, Phrase[]>;
  /** Those that may go on with words that none of them names. */
  otherwise: Phrase[];
}

/** By the number of the first word. Filled while modules load. */
const openings: (Opening | undefined)[] = [];
let lists = 0;
let isIndexed = true;

/**
 * A list of phrases. `a|b` is either, `a?` may be missing, `<you>` is a role, `<adv>` up to three adverbs, `<them>` and
 * `<they>` a person as object and as subject, `_` one word of any kind, `_?` one or none.
 */
export class Phrases<T> {
  readonly #list = lists++;

  constructor(table: readonly (readonly [phrases: string, meaning: T])[]) {
    for (const [lines, meaning] of table) for (const phrase of lines.split(';')) this.#add(phrase.trim(), meaning);
    isIndexed = false;
  }

  #add(phrase: string, meaning: T): void {
    const [first, ...parts] = partsOf(phrase);
    const known: Phrase = { list: this.#list, meaning, parts, second: firstOf(parts) };
    for (const number of first?.numbers ?? []) {
      openings[number] ??= { all: [], before: new Map(), otherwise: [] };
      openings[number].all.push(known);
      markOpener(formOf(number));
    }
  }

  /** Every phrase of the item's, at most one from each word on; none reaches over a clause's end or into a quotation. */
  matches({ phrases }: { phrases: Found }): readonly Match<T>[] {
    return (phrases[this.#list] ?? none) as readonly Match<T>[];
  }
}

const none: readonly Match<never>[] = [];

/** What the first of the parts that is not missing may be. */
function firstOf(parts: readonly Part[]): Phrase['second'] {
  const first = { numbers: new Set<number>(), roles: 0, any: false, nothing: true };
  for (const { numbers, roles, names, any, optional } of parts) {
    for (const number of numbers) first.numbers.add(number);
    first.roles |= roles;
    first.any ||= any || names;
    first.nothing = optional;
    if (!optional) break;
  }
  return first;
}

function index(): void {
  for (const opening of openings) {
    if (opening === undefined) continue;
    const { all } = opening;
    opening.otherwise = all.filter(({ second: { roles, any, nothing } }) => roles !== 0 || any || nothing);
    opening.before = new Map();
    for (const number of all.flatMap(({ second }) => [...second.numbers])) {
      if (opening.before.has(number)) continue;
      const roles = entryOf(number)?.roles ?? 0;
      opening.before.set(
        number,
        all.filter(({ second }) => second.numbers.has(number) || mayBe(second, roles)),
      );
    }
  }
  isIndexed = true;
}

const mayBe = ({ roles, any, nothing }: Phrase['second'], next: number): boolean =>
  any || nothing || (roles & next) !== 0;

/** Of each list every phrase of the author's own, at most one from each of the openers on. */
export function findPhrases(words: readonly Word[], openers: readonly number[], isName: IsName): Found {
  if (!isIndexed) index();
  const found: Match<unknown>[][] = [];
  for (const first of openers) {
    const opening = openings[(words[first] as Word).number];
    if (opening === undefined) continue;
    const next = words[first + 1];
    const reached = goesOn(next) ? next : undefined;
    const named = reached === undefined ? undefined : opening.before.get(reached.number);
    let done = -1;
    for (const { list, second, parts, meaning } of named ?? opening.otherwise) {
      if (list === done) continue;
      if (named === undefined && !(reached === undefined ? second.nothing : mayBe(second, reached.roles))) continue;
      const end = matchFrom(words, first + 1, parts, 0, isName);
      if (end < 0) continue;
      found[list] ??= [];
      found[list].push({ meaning, first, last: end - 1 });
      done = list;
    }
  }
  return found;
}
