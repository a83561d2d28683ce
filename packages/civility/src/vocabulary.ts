import { hashOf } from './hashing.js';
import type { Tokens } from './tokens.js';

/** The model's words, found by the hash that reading a text gives at no cost. */
export class Vocabulary {
  /** By word: FNV-1a of its form. */
  readonly hashes: Uint32Array;
  /** Open addressing: words plus one, 0 where empty. */
  readonly #slots: Int32Array;
  readonly #mask: number;

  constructor(readonly words: readonly string[]) {
    const size = 2 ** Math.ceil(Math.log2(Math.max(2, words.length * 3)));
    this.hashes = Uint32Array.from(words, (word) => hashOf(word));
    this.#slots = new Int32Array(size);
    this.#mask = size - 1;
    for (let word = 0; word < words.length; word++) {
      let slot = (this.hashes[word] as number) & this.#mask;
      while (this.#slots[slot] !== 0) slot = (slot + 1) & this.#mask;
      this.#slots[slot] = word + 1;
    }
  }

  /** The word's index, or -1. */
  indexOf(form: string): number {
    const hash = hashOf(form);
    let slot = hash & this.#mask;
    let word = (this.#slots[slot] as number) - 1;
    while (word >= 0 && this.words[word] !== form) {
      slot = (slot + 1) & this.#mask;
      word = (this.#slots[slot] as number) - 1;
    }
    return word;
  }

  /** Indices of each token's word, or -1; in `out`, which holds at least as many as there are tokens. */
  find(tokens: Tokens, out: Int32Array): void {
    for (let i = 0; i < tokens.count; i++) {
      const hash = tokens.hashes[i] as number;
      let slot = hash & this.#mask;
      let word = (this.#slots[slot] as number) - 1;
      while (word >= 0 && !(this.hashes[word] === hash && tokens.is(i, this.words[word] as string))) {
        slot = (slot + 1) & this.#mask;
        word = (this.#slots[slot] as number) - 1;
      }
      out[i] = word;
    }
  }
}
