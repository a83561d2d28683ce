import type { Arena } from './kernel.js';
import type { ModelFile } from './model-file.js';
import { type Embeddings, type Known, mostWords, steps, WordTable } from './word-table.js';

/** The kernel takes eight numbers at a time; four of these are the attention's, four nobody's. */
export const attention = 8;
const slots = 16_384;
/** Words in a window, which the kernel counts on. */
export const places = 5;

export const inSteps = (values: Float32Array): Int16Array =>
  Int16Array.from(values, (value) => Math.round(value * steps));

/** Reads a window of words around each word, pools what it sees, and says what each head makes of it. */
export class Net {
  readonly #arena: Arena;
  readonly #table: WordTable;
  readonly #at: Record<
    | 'slots'
    | 'bias'
    | 'nothing'
    | 'seen'
    | 'weights'
    | 'features'
    | 'hidden'
    | 'hiddenBias'
    | 'hiddenOut'
    | 'heads'
    | 'headsBias'
    | 'headsOut',
    number
  >;
  readonly #width: number;
  readonly #hidden: number;
  readonly #heads: number;
  readonly #shape: number;

  constructor(arena: Arena, file: ModelFile, embeddings: Embeddings) {
    const { net, heads } = file.header;
    this.#arena = arena;
    this.#width = net.width;
    this.#hidden = net.hidden;
    this.#shape = net.shape;
    this.#heads = Math.ceil(heads.length / 4) * 4;
    const stride = this.#width + attention;
    const features = this.#width * 2 + this.#shape;
    const window = file.array('net.window', 'float32');
    this.#table = new WordTable(arena, embeddings, window, stride * places, slots);
    this.#at = {
      slots: arena.room(mostWords * 4),
      bias: arena.put(inSteps(file.array('net.windowBias', 'float32'))),
      nothing: arena.room(stride * places * 2),
      seen: arena.room(mostWords * stride * 4),
      weights: arena.room((mostWords + 1) * attention * 4),
      features: arena.room(features * 4),
      hidden: arena.put(file.array('net.hidden', 'float32')),
      hiddenBias: arena.put(file.array('net.hiddenBias', 'float32')),
      hiddenOut: arena.room(this.#hidden * 4),
      heads: arena.put(file.array('net.heads', 'float32')),
      headsBias: arena.put(file.array('net.headsBias', 'float32')),
      headsOut: arena.room(this.#heads * 4),
    };
  }

  /** Logits by head of the tokens `from…to`, at most `mostWords` of them, in a view that the next call overwrites. */
  read(known: Known, from: number, to: number, shape: readonly number[]): Float32Array {
    const { kernel, floats } = this.#arena;
    const at = this.#at;
    const count = to - from;
    const width = this.#width;
    this.#table.rows(known, from, to, at.slots);
    kernel.windows(at.slots, count, this.#table.address, width + attention, at.bias, at.nothing, at.seen);
    kernel.pool(at.seen, count, width, at.weights, at.features);
    for (let i = 0; i < this.#shape; i++) floats[at.features / 4 + width * 2 + i] = shape[i] as number;
    const features = width * 2 + this.#shape;
    kernel.dense(at.features, features, at.hidden, at.hiddenBias, this.#hidden, 1, at.hiddenOut);
    kernel.dense(at.hiddenOut, this.#hidden, at.heads, at.headsBias, this.#heads, 0, at.headsOut);
    return floats.subarray(at.headsOut / 4, at.headsOut / 4 + this.#heads);
  }
}
