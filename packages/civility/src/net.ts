import { hashOf, mixed } from './hashing.js';
import { instantiate, type Kernel } from './kernel.js';
import type { ModelFile } from './model-file.js';

export interface Known {
  forms: readonly string[];
  words: Int32Array;
}

/** Words read at once; longer texts are read in windows. */
export const mostWords = 192;
/** Rows of the table: a word's share of its neighbourhood, worked out when it is first met. */
const usualSlots = 8192;
const attention = 4;
const mostGrams = 12;
/** Below lie the kernel's own constants. */
const firstFree = 16_384;

/** Reads words and says what each head makes of them. Holds a table that fills as words are met; results never depend on it. */
export class Net {
  readonly #kernel: Kernel;
  readonly #bytes: Int8Array;
  readonly #at: Record<string, number> = {};
  readonly #floats: Float32Array;
  readonly #ints: Int32Array;
  readonly #columns: number;
  readonly #stride: number;
  readonly #places: number;
  readonly #width: number;
  readonly #hidden: number;
  readonly #heads: number;
  readonly #shape: number;
  readonly #dims: number;
  readonly #buckets: number;
  readonly #wordScale: Float32Array;
  readonly #tagBias: number;
  /** By word; -1 where it has no row just now. */
  readonly #slotOfWord: Int32Array;
  readonly #slotOfForm = new Map<string, number>();
  readonly #owner: (number | string | undefined)[];
  /** The reading that used a row last: such a row is not given to another word. */
  readonly #usedIn: Int32Array;
  #reading = 0;
  #nextSlot = 0;

  /** `slots`: at least twice `mostWords`. */
  constructor(file: ModelFile, kernel: string | URL, slots = usualSlots) {
    const { net, heads } = file.header;
    this.#owner = new Array(slots);
    this.#usedIn = new Int32Array(slots);
    this.#width = net.width;
    this.#stride = net.width + attention;
    this.#places = net.places;
    this.#columns = this.#stride * net.places;
    this.#hidden = net.hidden;
    this.#shape = net.shape;
    this.#dims = net.dims;
    this.#buckets = net.buckets;
    this.#heads = Math.ceil(heads.length / 4) * 4;
    this.#slotOfWord = new Int32Array(file.header.words).fill(-1);
    this.#wordScale = file.array('net.wordScale', 'float32');
    this.#tagBias = file.array('net.tagBias', 'float32')[0] as number;
    const parts: [string, number, ArrayLike<number>?, number?][] = [
      ['words', 1, file.array('net.words', 'int8')],
      ['window', 4, file.array('net.window', 'float32')],
      ['windowBias', 4, file.array('net.windowBias', 'float32')],
      ['hidden', 4, file.array('net.hidden', 'float32')],
      ['hiddenBias', 4, file.array('net.hiddenBias', 'float32')],
      ['heads', 4, file.array('net.heads', 'float32')],
      ['headsBias', 4, file.array('net.headsBias', 'float32')],
      ['tag', 4, file.array('net.tag', 'float32')],
      ['grams', 4, undefined, this.#buckets * this.#columns],
      ['table', 4, undefined, slots * this.#columns],
      ['slots', 4, undefined, mostWords],
      ['seen', 4, undefined, mostWords * this.#stride],
      ['weights', 4, undefined, (mostWords + 1) * attention],
      ['features', 4, undefined, this.#width * 2 + this.#shape],
      ['hiddenOut', 4, undefined, this.#hidden],
      ['headsOut', 4, undefined, this.#heads],
      ['tagOut', 4, undefined, mostWords],
    ];
    let end = firstFree;
    for (const [name, size, values, count] of parts) {
      this.#at[name] = end;
      end = Math.ceil((end + size * (values?.length ?? count ?? 0)) / 16) * 16;
    }
    const { kernel: compiled, memory } = instantiate(kernel, end);
    this.#kernel = compiled;
    this.#bytes = new Int8Array(memory);
    this.#floats = new Float32Array(memory);
    this.#ints = new Int32Array(memory);
    for (const [name, size, values] of parts) {
      if (values === undefined) continue;
      const at = this.#at[name] as number;
      if (size === 1) this.#bytes.set(values, at);
      else this.#floats.set(values, at / 4);
    }
    this.#projectGrams(file.array('net.grams', 'int8'), file.array('net.gramScale', 'float32'));
  }

  /** Subwords are few, so that all are worked out at once, through the place of the table's first row. */
  #projectGrams(grams: Int8Array, scale: Float32Array): void {
    const scratch = this.#at.seen as number;
    for (let bucket = 0; bucket < this.#buckets; bucket++) {
      this.#bytes.set(grams.subarray(bucket * this.#dims, (bucket + 1) * this.#dims), scratch);
      const out = (this.#at.grams as number) + bucket * this.#columns * 4;
      this.#kernel.project(scratch, scale[bucket] as number, this.#dims, this.#at.window as number, this.#columns, out);
    }
  }

  #slot(form: string, word: number): number {
    let slot = word >= 0 ? (this.#slotOfWord[word] as number) : (this.#slotOfForm.get(form) ?? -1);
    if (slot < 0) {
      slot = this.#freeSlot();
      const out = (this.#at.table as number) + slot * this.#columns * 4;
      this.#owner[slot] = word >= 0 ? word : form;
      if (word >= 0) {
        this.#slotOfWord[word] = slot;
        const row = (this.#at.words as number) + word * this.#dims;
        const scale = this.#wordScale[word] as number;
        this.#kernel.project(row, scale, this.#dims, this.#at.window as number, this.#columns, out);
      } else {
        this.#slotOfForm.set(form, slot);
        this.#spell(form, out);
      }
    }
    this.#usedIn[slot] = this.#reading;
    return slot;
  }

  #freeSlot(): number {
    let slot = this.#nextSlot;
    while (this.#usedIn[slot] === this.#reading) slot = (slot + 1) % this.#owner.length;
    this.#nextSlot = (slot + 1) % this.#owner.length;
    const owner = this.#owner[slot];
    if (typeof owner === 'number') this.#slotOfWord[owner] = -1;
    else if (owner !== undefined) this.#slotOfForm.delete(owner);
    return slot;
  }

  /** A word that training never met is the mean of its character 3- and 4-grams. */
  #spell(form: string, out: number): void {
    this.#floats.fill(0, out / 4, out / 4 + this.#columns);
    const marked = `<${form}>`;
    let count = 0;
    for (let n = 3; n <= 4; n++) {
      for (let at = 0; at + n <= marked.length && count < mostGrams; at++, count++) {
        const bucket = mixed(hashOf(marked, at, at + n)) % this.#buckets;
        this.#kernel.add((this.#at.grams as number) + bucket * this.#columns * 4, this.#columns, out);
      }
    }
    if (count > 1) this.#kernel.scale(out, 1 / count, this.#columns, out);
  }

  /**
   * Logits by head of `forms[from…to)`, at most `mostWords` of them, in a view that the next call overwrites. `words` has
   * each form's index among the model's words, or -1.
   */
  read({ forms, words }: Known, from: number, to: number, shape: readonly number[]): Float32Array {
    const at = this.#at as Record<'table' | 'slots' | 'seen' | 'weights' | 'features', number>;
    const count = to - from;
    this.#reading++;
    for (let i = 0; i < count; i++) {
      this.#ints[at.slots / 4 + i] = this.#slot(forms[from + i] as string, words[from + i] as number);
    }
    this.#kernel.windows(at.slots, count, at.table, this.#stride, this.#places, this.#at.windowBias as number, at.seen);
    this.#kernel.pool(at.seen, count, this.#width, at.weights, at.features);
    for (let i = 0; i < this.#shape; i++) this.#floats[at.features / 4 + this.#width * 2 + i] = shape[i] as number;
    const { hidden, hiddenBias, hiddenOut, heads, headsBias, headsOut } = this.#at as Record<string, number>;
    const features = this.#width * 2 + this.#shape;
    this.#kernel.dense(at.features, features, hidden as number, hiddenBias as number, this.#hidden, 1, hiddenOut as number);
    this.#kernel.dense(hiddenOut as number, this.#hidden, heads as number, headsBias as number, this.#heads, 0, headsOut as number);
    return this.#floats.subarray((headsOut as number) / 4, (headsOut as number) / 4 + this.#heads);
  }

  /** For each word of the last `read`, the logit that it is one of those that offend; overwritten by the next call. */
  tags(count: number): Float32Array {
    const { seen, tag, tagOut } = this.#at as Record<'seen' | 'tag' | 'tagOut', number>;
    this.#kernel.tag(seen, count, this.#width, tag, this.#tagBias, tagOut);
    return this.#floats.subarray(tagOut / 4, tagOut / 4 + count);
  }
}
