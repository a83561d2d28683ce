import { hashOf, mixed, pairHash } from './hashing.js';
import type { ModelFile } from './model-file.js';
import type { Vocabulary } from './vocabulary.js';
import type { Known } from './word-table.js';

/** Inverse document frequencies are kept in sixteenths. */
const idfSteps = 16;

/** Room for the distinct parts of what is read at once: at most one a word, or 160 a spelling. */
const room = 1024;

/** Small enough to stay near the processor; emptied by counting on. */
class DistinctBuckets {
  readonly #buckets = new Int32Array(room);
  readonly #times = new Int32Array(room);
  #time = 0;

  clear(): void {
    this.#time++;
  }

  /** False where it was there. */
  add(bucket: number): boolean {
    let at = bucket & (room - 1);
    while (this.#times[at] === this.#time) {
      if (this.#buckets[at] === bucket) return false;
      at = (at + 1) & (room - 1);
    }
    this.#times[at] = this.#time;
    this.#buckets[at] = bucket;
    return true;
  }
}

/** Sums over the distinct words and neighbours of a text: what names, spelling and rare words say. */
export class Linear {
  readonly #views: number;
  readonly #bias: Float32Array;
  readonly #hashes: Uint32Array;
  /** Known words with their letters, in steps of `wordStep`, by word and view. */
  readonly #words: Int16Array;
  /** Letters of the other words, and pairs: by bucket and view in steps of `partStep`, then the idf, unsigned. */
  readonly #letters: Int8Array;
  readonly #pairs: Int8Array;
  readonly #letterMask: number;
  readonly #pairMask: number;
  readonly #wordStep: Float32Array;
  readonly #partStep: Float32Array;
  readonly #wordSquares: Float32Array;
  readonly #ofWords: Int32Array;
  readonly #ofParts: Int32Array;
  readonly #logits: Float64Array;
  readonly #wordSeen: Int32Array;
  readonly #pairsMet = new DistinctBuckets();
  readonly #lettersMet = new DistinctBuckets();
  readonly #spelt = new Set<number>();
  #reading = 0;
  #squares = 0;

  constructor(file: ModelFile, vocabulary: Vocabulary) {
    const { views, letterBuckets, pairBuckets } = file.header.linear;
    this.#views = views.length;
    this.#hashes = vocabulary.hashes;
    this.#bias = file.array('linear.bias', 'float32');
    this.#words = file.array('linear.words', 'int16');
    this.#letters = file.array('linear.letters', 'int8');
    this.#pairs = file.array('linear.pairs', 'int8');
    this.#wordStep = file.array('linear.wordStep', 'float32');
    this.#partStep = file.array('linear.partStep', 'float32');
    this.#wordSquares = file.array('linear.wordSquares', 'float32');
    this.#letterMask = letterBuckets - 1;
    this.#pairMask = pairBuckets - 1;
    this.#ofWords = new Int32Array(this.#views);
    this.#ofParts = new Int32Array(this.#views);
    this.#logits = new Float64Array(this.#views);
    this.#wordSeen = new Int32Array(vocabulary.words.length);
  }

  /** Logits by view of the tokens `from…to`, in an array that the next call overwrites. */
  read({ tokens, words }: Known, from: number, to: number): Float64Array {
    this.#ofWords.fill(0);
    this.#ofParts.fill(0);
    this.#spelt.clear();
    this.#pairsMet.clear();
    this.#squares = 0;
    this.#reading++;
    let before = 0;
    for (let i = from; i < to; i++) {
      const word = words[i] as number;
      const hash = word >= 0 ? (this.#hashes[word] as number) : (tokens.hashes[i] as number);
      if (word >= 0) this.#word(word);
      else if (!this.#spelt.has(hash)) {
        this.#spelt.add(hash);
        this.#spell(tokens.form(i));
      }
      if (i > from) {
        const bucket = pairHash(before, hash) & this.#pairMask;
        if (this.#pairsMet.add(bucket)) this.#part(this.#pairs, bucket);
      }
      before = hash;
    }
    const scale = 1 / Math.sqrt(Math.max(this.#squares, 1e-6));
    for (let view = 0; view < this.#views; view++) {
      const sum =
        (this.#ofWords[view] as number) * (this.#wordStep[view] as number) +
        (this.#ofParts[view] as number) * (this.#partStep[view] as number);
      this.#logits[view] = (this.#bias[view] as number) + sum * scale;
    }
    return this.#logits;
  }

  #word(word: number): void {
    if (this.#wordSeen[word] === this.#reading) return;
    this.#wordSeen[word] = this.#reading;
    const at = word * this.#views;
    for (let view = 0; view < this.#views; view++) {
      this.#ofWords[view] = (this.#ofWords[view] as number) + (this.#words[at + view] as number);
    }
    this.#squares += this.#wordSquares[word] as number;
  }

  #part(parts: Int8Array, bucket: number): void {
    const at = bucket * (this.#views + 1);
    for (let view = 0; view < this.#views; view++) {
      this.#ofParts[view] = (this.#ofParts[view] as number) + (parts[at + view] as number);
    }
    this.#squares += (((parts[at + this.#views] as number) & 255) / idfSteps) ** 2;
  }

  /** By its character 2- to 5-grams, each once. */
  #spell(form: string): void {
    const marked = `<${form}>`;
    this.#lettersMet.clear();
    for (let n = 2; n <= 5; n++) {
      for (let at = 0; at + n <= marked.length; at++) {
        const bucket = mixed(hashOf(marked, at, at + n)) & this.#letterMask;
        if (this.#lettersMet.add(bucket)) this.#part(this.#letters, bucket);
      }
    }
  }
}
