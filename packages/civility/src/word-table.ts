import { hashOf, mixed } from './hashing.js';
import type { Arena } from './kernel.js';
import type { ModelFile } from './model-file.js';
import type { Tokens } from './tokens.js';

/** A text as it is read: its tokens, and each one's index among the model's words, or -1. */
export interface Known {
  readonly tokens: Tokens;
  readonly words: Int32Array;
}

/** Words read at once; longer texts are read in windows. */
export const mostWords = 192;
/** The table's numbers are whole: so many steps to 1. */
export const steps = 1024;
const mostGrams = 12;

/** Where the words' and subwords' own numbers lie; tables are worked out from them. */
export class Embeddings {
  readonly words: number;
  readonly grams: number;
  readonly wordScale: Float32Array;
  readonly gramScale: Float32Array;
  readonly dims: number;
  readonly count: number;
  readonly buckets: number;

  constructor(arena: Arena, file: ModelFile) {
    this.dims = file.header.net.dims;
    this.buckets = file.header.net.buckets;
    this.count = file.header.words;
    this.words = arena.put(file.array('net.words', 'int8'));
    this.grams = arena.put(file.array('net.grams', 'int8'));
    this.wordScale = file.array('net.wordScale', 'float32');
    this.gramScale = file.array('net.gramScale', 'float32');
  }
}

/**
 * A word's share of its neighbourhood, worked out when the word is first met: so a layer over five words costs five sums.
 * What a row holds never depends on what was read before.
 */
export class WordTable {
  readonly address: number;
  readonly #arena: Arena;
  readonly #embeddings: Embeddings;
  readonly #weights: number;
  /** What one step of the weights is worth. */
  readonly #step: number;
  readonly #pairs: number;
  readonly #columns: number;
  readonly #grams: number;
  readonly #picks: number;
  /** By word; -1 where it has no row just now. */
  readonly #slotOfWord: Int32Array;
  readonly #slotOfForm = new Map<string, number>();
  readonly #owner: (number | string | undefined)[];
  /** The commonest words keep their rows. */
  readonly #kept: number;
  /** The reading that used a row last: such a row is not given to another word. */
  readonly #usedIn: Int32Array;
  #reading = 0;
  #next: number;

  /** `weights`: dims × columns; `slots`: rows, at least four times `mostWords`; half of them are for common words. */
  constructor(arena: Arena, embeddings: Embeddings, weights: Float32Array, columns: number, slots: number) {
    this.#arena = arena;
    this.#embeddings = embeddings;
    const paired = inPairs(weights, columns);
    this.#weights = arena.put(paired.whole);
    this.#step = paired.step;
    this.#pairs = arena.room(embeddings.dims * 8);
    this.#columns = columns;
    this.#kept = slots / 2;
    this.#next = this.#kept;
    this.#owner = new Array(slots);
    this.#usedIn = new Int32Array(slots);
    this.#slotOfWord = new Int32Array(embeddings.count).fill(-1);
    this.address = arena.room(slots * columns * 2);
    this.#grams = arena.room(embeddings.buckets * columns * 2);
    this.#picks = arena.room(mostGrams * 4);
    for (let bucket = 0; bucket < embeddings.buckets; bucket++) {
      const row = embeddings.grams + bucket * embeddings.dims;
      this.#project(row, embeddings.gramScale[bucket] as number, this.#grams + bucket * columns * 2);
    }
  }

  /** Writes the rows' numbers of the tokens `from…to` to `out`. They hold until the next call. */
  rows({ tokens, words }: Known, from: number, to: number, out: number): void {
    const { ints } = this.#arena;
    this.#reading++;
    for (let i = from; i < to; i++) {
      const word = words[i] as number;
      const slot = word >= 0 ? this.#slotOf(word) : this.#slotOfUnknown(tokens.form(i));
      this.#usedIn[slot] = this.#reading;
      ints[out / 4 + i - from] = slot;
    }
  }

  #slotOf(word: number): number {
    const known = this.#slotOfWord[word] as number;
    if (known >= 0) return known;
    const slot = word < this.#kept ? word : this.#freeSlot();
    this.#slotOfWord[word] = slot;
    this.#owner[slot] = word;
    const { words, dims, wordScale } = this.#embeddings;
    this.#project(words + word * dims, wordScale[word] as number, this.#rowAt(slot));
    return slot;
  }

  #slotOfUnknown(form: string): number {
    const known = this.#slotOfForm.get(form);
    if (known !== undefined) return known;
    const slot = this.#freeSlot();
    this.#slotOfForm.set(form, slot);
    this.#owner[slot] = form;
    this.#spell(form, this.#rowAt(slot));
    return slot;
  }

  #rowAt(slot: number): number {
    return this.address + slot * this.#columns * 2;
  }

  #freeSlot(): number {
    let slot = this.#next;
    while (this.#usedIn[slot] === this.#reading) slot = this.#after(slot);
    this.#next = this.#after(slot);
    const owner = this.#owner[slot];
    if (typeof owner === 'number') this.#slotOfWord[owner] = -1;
    else if (owner !== undefined) this.#slotOfForm.delete(owner);
    return slot;
  }

  #after(slot: number): number {
    return slot + 1 < this.#owner.length ? slot + 1 : this.#kept;
  }

  #project(row: number, scale: number, out: number): void {
    const { dims } = this.#embeddings;
    this.#arena.kernel.project(row, scale * this.#step, dims, this.#weights, this.#columns, this.#pairs, out);
  }

  /** A word that training never met is the mean of its character 3- and 4-grams. */
  #spell(form: string, out: number): void {
    const marked = `<${form}>`;
    let count = 0;
    for (let n = 3; n <= 4; n++) {
      for (let at = 0; at + n <= marked.length && count < mostGrams; at++, count++) {
        this.#arena.ints[this.#picks / 4 + count] = mixed(hashOf(marked, at, at + n)) % this.#embeddings.buckets;
      }
    }
    this.#arena.kernel.average(this.#picks, count, this.#grams, this.#columns, out);
  }
}

/** Whole numbers of 16 bits, two dimensions of a column side by side, as the kernel multiplies them. */
function inPairs(weights: Float32Array, columns: number): { whole: Int16Array; step: number } {
  const step = weights.reduce((most, value) => Math.max(most, Math.abs(value)), 1e-9) / 32_767;
  const whole = new Int16Array(weights.length);
  for (let i = 0; i < weights.length; i++) {
    const dimension = Math.floor(i / columns);
    const at = ((dimension >> 1) * columns + (i % columns)) * 2 + (dimension & 1);
    whole[at] = Math.round((weights[i] as number) / step);
  }
  return { whole, step };
}
