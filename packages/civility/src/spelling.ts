import { leet } from '@moderato/text';
import { hashNext, hashStart } from './hashing.js';
import type { Vocabulary } from './vocabulary.js';

const [shortest, longest] = [3, 14];
/** A sign that no word has, in the place of a letter. */
const gap = 0;
const lettersOnly = /^[a-z]+$/;
const digits = /\d/;
/** Shorter forms with digits are abbreviations. */
const fewestWithDigits = 4;
const isStar = (code: number): boolean => code === 42 || code === 35;

/** The hash of `form` with a gap in the place of `[at, to)`. */
function hashAround(form: string, at: number, to: number): number {
  let hash = hashStart;
  for (let i = 0; i < at; i++) hash = hashNext(hash, form.charCodeAt(i));
  hash = hashNext(hash, gap);
  for (let i = to; i < form.length; i++) hash = hashNext(hash, form.charCodeAt(i));
  return hash >>> 0;
}

/** Whether `word` is `form` with one letter in the place of `[at, to)`. */
function fits(word: string, form: string, at: number, to: number): boolean {
  if (word.length !== form.length - (to - at) + 1) return false;
  return word.startsWith(form.slice(0, at)) && word.endsWith(form.slice(to));
}

/**
 * Finds the word that was meant where somebody starred, swapped, dropped or doubled one inner letter of it, or wrote
 * digits for letters, as people do who hide words and people who type fast.
 */
export class Spelling {
  readonly #vocabulary: Vocabulary;
  /** By word: how far it makes a text sound rude, in any unit. */
  readonly #rudeness: ArrayLike<number>;
  /** Open addressing by the hash of a word around each inner letter: words plus one, 0 where empty. */
  readonly #slots: Int32Array;
  readonly #mask: number;

  constructor(vocabulary: Vocabulary, rudeness: ArrayLike<number>) {
    this.#vocabulary = vocabulary;
    this.#rudeness = rudeness;
    const { words } = vocabulary;
    const isIndexed = (word: string): boolean =>
      word.length >= shortest && word.length <= longest && lettersOnly.test(word);
    const keys = words.reduce((sum, word) => sum + (isIndexed(word) ? word.length - 2 : 0), 0);
    const size = 2 ** Math.ceil(Math.log2(Math.max(2, keys * 2)));
    this.#slots = new Int32Array(size);
    this.#mask = size - 1;
    for (const [index, word] of words.entries()) {
      if (!isIndexed(word)) continue;
      for (let at = 1; at < word.length - 1; at++) {
        let slot = hashAround(word, at, at + 1) & this.#mask;
        while (this.#slots[slot] !== 0) slot = (slot + 1) & this.#mask;
        this.#slots[slot] = index + 1;
      }
    }
  }

  /** The index of the word that an unknown form stands for, or -1. `signs`: "@" may have been read as "a". */
  meant(form: string, signs: boolean): number {
    if (form.length < shortest || form.length > longest + 1) return -1;
    const star = starIn(form);
    if (star >= 0) return this.#rudest(form, star);
    if (!lettersOnly.test(form)) return digits.test(form) ? this.#spelledOut(form) : -1;
    const doubled = this.#undoubled(form);
    if (doubled >= 0) return doubled;
    const swapped = this.#unswapped(form);
    if (swapped >= 0) return swapped;
    for (let at = form.indexOf('a', 1); signs && at > 0 && at < form.length - 1; at = form.indexOf('a', at + 1)) {
      const signed = this.#rudest(form, at);
      if (signed >= 0) return signed;
    }
    const dropped = least(form.length, (at) => this.#commonest(form, at));
    // Last, for "loer" is sooner a word that lacks a letter than "lore".
    return dropped >= 0 ? dropped : this.#swappedAt(form, form.length - 2);
  }

  *#around(form: string, at: number, to: number): Generator<number> {
    const { words } = this.#vocabulary;
    let slot = hashAround(form, at, to) & this.#mask;
    for (let found = this.#slots[slot] as number; found > 0; found = this.#slots[slot] as number) {
      if (fits(words[found - 1] as string, form, at, to)) yield found - 1;
      slot = (slot + 1) & this.#mask;
    }
  }

  /** Nobody hides "lower": of the words that fit around a sign the one that was worth hiding. */
  #rudest(form: string, at: number): number {
    let best = -1;
    for (const word of this.#around(form, at, at + 1)) {
      if (best < 0 || (this.#rudeness[word] as number) > (this.#rudeness[best] as number)) best = word;
    }
    return best;
  }

  #commonest(form: string, at: number): number {
    for (const word of this.#around(form, at, at)) return word;
    return -1;
  }

  #undoubled(form: string): number {
    return least(form.length, (at) =>
      form[at] === form[at - 1] ? this.#vocabulary.indexOf(form.slice(0, at) + form.slice(at + 1)) : -1,
    );
  }

  #unswapped(form: string): number {
    return least(form.length - 2, (at) => this.#swappedAt(form, at));
  }

  #swappedAt(form: string, at: number): number {
    if (form[at] === form[at + 1]) return -1;
    return this.#vocabulary.indexOf(form.slice(0, at) + form[at + 1] + form[at] + form.slice(at + 2));
  }

  #spelledOut(form: string): number {
    if (form.length < fewestWithDigits) return -1;
    return this.#vocabulary.indexOf(form.replace(/\d/g, (digit) => leet[digit] ?? digit));
  }
}

/** Where the only star inside the form is, or -1. */
function starIn(form: string): number {
  let found = -1;
  for (let at = 0; at < form.length; at++) {
    if (!isStar(form.charCodeAt(at))) continue;
    if (found >= 0 || at === 0 || at === form.length - 1) return -1;
    found = at;
  }
  return found;
}

/** The least index found at the places from 1 to `end`, or -1; words are in the order of how common they are. */
function least(end: number, find: (at: number) => number): number {
  let found = -1;
  for (let at = 1; at < end; at++) {
    const index = find(at);
    if (index >= 0 && (found < 0 || index < found)) found = index;
  }
  return found;
}
