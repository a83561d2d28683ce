import { hashOf, mixed, pairHash } from './hashing.js';
import type { ModelFile } from './model-file.js';
import type { Vocabulary } from './vocabulary.js';
import type { Known } from './word-table.js';

/** Inverse document frequencies are kept in sixteenths. */
const idfSteps = 16;

/** Sums over the distinct words and neighbours of a text: what names, spelling and rare words say. */
export class Linear {
  readonly #views: number;
  readonly #bias: Float32Array;
  readonly #hashes: Uint32Array;
  /** Known words with their letters, in steps of `wordStep`; letters of the others and pairs, in steps of `partStep`. */
  readonly #words: Int16Array;
  readonly #letters: Int8Array;
  readonly #pairs: Int8Array;
  readonly #wordStep: Float32Array;
  readonly #partStep: Float32Array;
  readonly #wordSquares: Float32Array;
  readonly #letterIdf: Uint8Array;
  readonly #pairIdf: Uint8Array;
  readonly #ofWords: Int32Array;
  readonly #ofParts: Int32Array;
  readonly #logits: Float64Array;
  readonly #wordSeen: Int32Array;
  readonly #pairSeen: Int32Array;
  readonly #letterSeen: Int32Array;
  readonly #spelt = new Set<number>();
  #reading = 0;
  #spelling = 0;
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
    this.#letterIdf = file.array('linear.letterIdf', 'uint8');
    this.#pairIdf = file.array('linear.pairIdf', 'uint8');
    this.#ofWords = new Int32Array(this.#views);
    this.#ofParts = new Int32Array(this.#views);
    this.#logits = new Float64Array(this.#views);
    this.#wordSeen = new Int32Array(vocabulary.words.length);
    this.#pairSeen = new Int32Array(pairBuckets);
    this.#letterSeen = new Int32Array(letterBuckets);
  }

  /** Logits by view of the tokens `from…to`, in an array that the next call overwrites. */
  read({ tokens, words }: Known, from: number, to: number): Float64Array {
    this.#ofWords.fill(0);
    this.#ofParts.fill(0);
    this.#spelt.clear();
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
      if (i > from) this.#pair(pairHash(before, hash) & (this.#pairSeen.length - 1));
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
    add(this.#words, word * this.#views, this.#ofWords);
    this.#squares += this.#wordSquares[word] as number;
  }

  #pair(bucket: number): void {
    if (this.#pairSeen[bucket] === this.#reading) return;
    this.#pairSeen[bucket] = this.#reading;
    add(this.#pairs, bucket * this.#views, this.#ofParts);
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
        add(this.#letters, bucket * this.#views, this.#ofParts);
        this.#squares += ((this.#letterIdf[bucket] as number) / idfSteps) ** 2;
      }
    }
  }
}

function add(weights: Int16Array | Int8Array, at: number, sums: Int32Array): void {
  for (let view = 0; view < sums.length; view++) {
    sums[view] = (sums[view] as number) + (weights[at + view] as number);
  }
}
