import { readFileSync } from 'node:fs';

const magic = 'MODCIV01';
const types = { int8: Int8Array, int16: Int16Array, float32: Float32Array, uint8: Uint8Array } as const;
type TypeName = keyof typeof types;
type ArrayOf<T extends TypeName> = InstanceType<(typeof types)[T]>;

export interface ModelHeader {
  /** Named on every decision, e.g. `civility-1`. */
  version: string;
  /** How many words the model knows. */
  words: number;
  net: { places: number; width: number; dims: number; hidden: number; buckets: number; shape: number };
  linear: { letterBuckets: number; pairBuckets: number; views: string[] };
  /** Names of the net's outputs, in order. */
  heads: string[];
  /** The first one says whether words are marked at all. */
  scores: Record<string, ScoreRecipe>;
  /** From a word's logit to one that is 0 where the marks agree best with the readers'. */
  tags: { gain: number; shift: number };
  arrays: Record<string, { type: TypeName; at: number; length: number }>;
}

/** A score: a weighted sum of standardised logits, then a monotone map from it to a probability, by straight lines. */
export interface ScoreRecipe {
  /** Each `[source, weight, mean, deviation]`; a source is `net:HEAD` or `linear:VIEW`. */
  parts: [string, number, number, number][];
  /** Rising pairs `[sum, probability]`. */
  curve: [number, number][];
}

export class ModelFileError extends Error {
  override name = 'ModelFileError';
}

/** The trained numbers as they lie in the file: "MODCIV01", the header's length, the header in JSON, then its arrays. */
export class ModelFile {
  readonly header: ModelHeader;
  readonly #bytes: Buffer;
  readonly #base: number;

  constructor(bytes: Buffer) {
    if (bytes.length < 12 || bytes.toString('latin1', 0, 8) !== magic) throw new ModelFileError('this is no model file');
    const length = bytes.readUInt32LE(8);
    this.#base = Math.ceil((12 + length) / 16) * 16;
    if (bytes.length < this.#base) throw new ModelFileError('the model file is cut short');
    this.header = JSON.parse(bytes.toString('utf8', 12, 12 + length)) as ModelHeader;
    this.#bytes = bytes;
    for (const [name, { type, at, length: count }] of Object.entries(this.header.arrays)) {
      const end = this.#base + at + count * types[type].BYTES_PER_ELEMENT;
      if (bytes.length < end) throw new ModelFileError(`the model file is cut short in ${name}`);
    }
  }

  array<T extends TypeName>(name: string, type: T): ArrayOf<T> {
    const entry = this.header.arrays[name];
    if (entry?.type !== type) throw new ModelFileError(`the model file has no ${type} array ${name}`);
    const start = this.#base + entry.at;
    const bytes = this.#bytes.subarray(start, start + entry.length * types[type].BYTES_PER_ELEMENT);
    // A copy: aligned, and the file's own bytes can go.
    return new types[type](new Uint8Array(bytes).buffer) as ArrayOf<T>;
  }

  words(): string[] {
    const entry = this.header.arrays.words;
    if (!entry) throw new ModelFileError('the model file has no words');
    const start = this.#base + entry.at;
    return this.#bytes.toString('utf8', start, start + entry.length).split('\n');
  }
}

export const readModelFile = (path: string | URL): ModelFile => new ModelFile(readFileSync(path));
