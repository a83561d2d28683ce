import { hashOf, mixed, pairHash } from './hashing.js';
import type { ModelFile } from './model-file.js';
import type { Known } from './net.js';

/** Sums over the distinct words and neighbours of a text: what names, spelling and rare words say. */
export class Linear {
  readonly #views: number;
  readonly #bias: Float32Array;
  /** What one step of a stored weight is worth, by view. */
  readonly #step: Float32Array;
  readonly #words: Int16Array;
  readonly #wordSquares: Float32Array;
  readonly #wordHash: Uint32Array;
  readonly #letters: Int16Array;
  readonly #letterIdf: Uint8Array;
  readonly #pairs: Int16Array;
  readonly #pairIdf: Uint8Array;
  readonly #sums: Float64Array;
  readonly #wordSeen: Int32Array;
  readonly #pairSeen: Int32Array;
  readonly #letterSeen: Int32Array;
  #reading = 0;
  #spelling = 0;
  #squares = 0;

  constructor(file: ModelFile, words: readonly string[]) {
    const { views, letterBuckets, pairBuckets } = file.header.linear;
    this.#views = views.length;
    this.#bias = file.array('linear.bias', 'float32');
    this.#step = file.array('linear.step', 'float32');
    this.#words = file.array('linear.words', 'int16');
    this.#wordSquares = file.array('linear.wordSquares', 'float32');
    this.#letters = file.array('linear.letters', 'int16');
    this.#letterIdf = file.array('linear.letterIdf', 'uint8');
    this.#pairs = file.array('linear.pairs', 'int16');
    this.#pairIdf = file.array('linear.pairIdf', 'uint8');
    this.#wordHash = Uint32Array.from(words, (word) => hashOf(word));
    this.#sums = new Float64Array(this.#views);
    this.#wordSeen = new Int32Array(words.length);
    this.#pairSeen = new Int32Array(pairBuckets);
    this.#letterSeen = new Int32Array(letterBuckets);
  }

  /** Logits by view of `forms[from…to)`, in an array that the next call overwrites. */
  read({ forms, words }: Known, from: number, to: number): Float64Array {
    this.#sums.fill(0);
    this.#squares = 0;
    this.#reading++;
    const spelt = new Set<string>();
    let before = -1;
    for (let i = from; i < to; i++) {
      const word = words[i] as number;
      const form = forms[i] as string;
      const hash = word >= 0 ? (this.#wordHash[word] as number) : hashOf(form);
      if (word >= 0) {
        if (this.#wordSeen[word] !== this.#reading) {
          this.#wordSeen[word] = this.#reading;
          this.#add(this.#words, word * this.#views);
          this.#squares += this.#wordSquares[word] as number;
        }
      } else if (!spelt.has(form)) {
        spelt.add(form);
        this.#spell(form);
      }
      if (before >= 0) this.#pair(pairHash(before, hash) & (this.#pairSeen.length - 1));
      before = hash;
    }
    const scale = 1 / Math.sqrt(Math.max(this.#squares, 1e-6));
    for (let view = 0; view < this.#views; view++) {
      this.#sums[view] = (this.#bias[view] as number) + (this.#sums[view] as number) * (this.#step[view] as number) * scale;
    }
    return this.#sums;
  }

  #add(weights: Int16Array, at: number): void {
    for (let view = 0; view < this.#views; view++) {
      this.#sums[view] = (this.#sums[view] as number) + (weights[at + view] as number);
    }
  }

  #pair(bucket: number): void {
    if (this.#pairSeen[bucket] === this.#reading) return;
    this.#pairSeen[bucket] = this.#reading;
    this.#add(this.#pairs, bucket * this.#views);
    this.#squares += ((this.#pairIdf[bucket] as number) / idfSteps) ** 2;
  }

  /** By its character 2- to 5-grams, each once. */
  #spell(form: string): void {
    const marked = `<${form}>`;
    this.#spelling++;
    for (let n = 2; n <= 5; n++) {
      for (let at = 0; at + n <= marked.length; at++) {
        const bucket = mixed(hashOf(marked, at, at + n)) & (this.#letterSeen.length - 1);
        if (this.#letterSeen[bucket] === this.#spelling) continue;
        this.#letterSeen[bucket] = this.#spelling;
        this.#add(this.#letters, bucket * this.#views);
        this.#squares += ((this.#letterIdf[bucket] as number) / idfSteps) ** 2;
      }
    }
  }
}

/** Inverse document frequencies are kept in sixteenths. */
const idfSteps = 16;
