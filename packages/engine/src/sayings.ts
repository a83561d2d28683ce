import type { Item } from './item.js';
import { gap, type Word } from './words.js';

interface Part {
  /** Null where any word fits. */
  words: ReadonlySet<string> | null;
  optional: boolean;
}

interface Phrase {
  owner: object;
  parts: Part[];
  /** 0..1. */
  confidence: number;
}

/** Words `[first, last]`, both included, and how sure the phrase by itself makes one (0..1). */
export interface Said {
  first: number;
  last: number;
  confidence: number;
}

interface Openings {
  /** By every word that may come second: "i" and "the" begin many phrases and most sentences. */
  bySecond: Map<string, Phrase[]>;
  /** Those that may end there, or go on with any word. */
  others: Phrase[];
}

/** Every rule's phrases by their first words, so that one pass over the words serves them all. */
const byFirst = new Map<string, Openings>();
const passes = new WeakMap<Item, ReadonlyMap<object, Said[]>>();

/**
 * Phrases of one rule: `a|b` is either, `a?` may be missing, `_` is any word, `_?` one or none; `;` parts them. Unlike
 * `Phrases` they leave the lexicon as it is, so that a rule which few sites ask for changes nothing for the others.
 */
export class Sayings {
  constructor(table: readonly (readonly [phrases: string, confidence: number])[]) {
    for (const [lines, confidence] of table) {
      for (const line of lines.split(';')) this.#add(line.trim(), confidence);
    }
  }

  #add(line: string, confidence: number): void {
    const parts = line.split(/\s+/).map(partOf);
    const words = parts[0]?.words;
    if (words == null || parts[0]?.optional) throw new TypeError(`a saying begins with a word: ${line}`);
    const seconds = secondWords(parts);
    for (const word of words) {
      const known: Openings = byFirst.get(word) ?? { bySecond: new Map(), others: [] };
      byFirst.set(word, known);
      const phrase = { owner: this, parts, confidence };
      if (seconds === null) known.others.push(phrase);
      else for (const second of seconds) known.bySecond.set(second, [...(known.bySecond.get(second) ?? []), phrase]);
    }
  }

  /** The author's own, in order; none reaches over a clause's end or into a quotation. */
  in(item: Item): readonly Said[] {
    let pass = passes.get(item);
    if (pass === undefined) {
      pass = read(item.words);
      passes.set(item, pass);
    }
    return pass.get(this) ?? none;
  }
}

const none: readonly Said[] = [];
const nothing: ReadonlyMap<object, Said[]> = new Map();

function partOf(written: string): Part {
  const optional = written.endsWith('?');
  const bare = optional ? written.slice(0, -1) : written;
  return { words: bare === '_' ? null : new Set(bare.split('|')), optional };
}

/** What the second word of the phrase can be; null where it can be any, or need not be there. */
function secondWords(parts: readonly Part[]): Set<string> | null {
  const seconds = new Set<string>();
  for (const { words, optional } of parts.slice(1)) {
    if (words === null) return null;
    for (const word of words) seconds.add(word);
    if (!optional) return seconds;
  }
  return null;
}

function read(words: readonly Word[]): ReadonlyMap<object, Said[]> {
  let found: Map<object, Said[]> | undefined;
  for (let first = 0; first < words.length; first++) {
    const { form, quoted } = words[first] as Word;
    const known = byFirst.get(form);
    if (known === undefined || quoted) continue;
    const second = words[first + 1];
    const likely = second === undefined ? undefined : known.bySecond.get(second.form);
    if (likely !== undefined) found = taken(found, words, first, likely);
    if (known.others.length > 0) found = taken(found, words, first, known.others);
  }
  return found ?? nothing;
}

function taken(
  before: Map<object, Said[]> | undefined,
  words: readonly Word[],
  first: number,
  phrases: readonly Phrase[],
): Map<object, Said[]> | undefined {
  let found = before;
  for (const { owner, parts, confidence } of phrases) {
    const end = endOf(words, first, parts, 0);
    if (end < 0) continue;
    found ??= new Map();
    const own = found.get(owner) ?? [];
    if (own.at(-1)?.first === first) continue;
    own.push({ first, last: end - 1, confidence });
    found.set(owner, own);
  }
  return found;
}

/** The index after the match, or -1. Phrases are short, so trying both ways of an optional part stays cheap. */
function endOf(words: readonly Word[], at: number, parts: readonly Part[], nth: number): number {
  const part = parts[nth];
  if (part === undefined) return at;
  const word = words[at];
  const within = word !== undefined && (nth === 0 || (word.gap < gap.clause && !word.quoted));
  if (within && (part.words === null || part.words.has(word.form))) {
    const end = endOf(words, at + 1, parts, nth + 1);
    if (end >= 0) return end;
  }
  return part.optional ? endOf(words, at, parts, nth + 1) : -1;
}
