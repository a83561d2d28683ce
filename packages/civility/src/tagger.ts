import type { Arena } from './kernel.js';
import type { ModelFile } from './model-file.js';
import { attention, inSteps, places } from './net.js';
import { type Embeddings, type Known, mostWords, WordTable } from './word-table.js';

const slots = 16_384;
/** How far apart the words are that the second layer looks at. */
const apart = 2;

/** Says of each word whether it is one that offends: two layers over its neighbours, and what the whole text holds most of. */
export class Tagger {
  readonly #arena: Arena;
  readonly #table: WordTable;
  readonly #width: number;
  readonly #outBias: number;
  readonly #at: Record<
    | 'slots'
    | 'bias'
    | 'nothing'
    | 'seen'
    | 'beyond'
    | 'beyondBias'
    | 'live'
    | 'further'
    | 'most'
    | 'pool'
    | 'poolBias'
    | 'shift'
    | 'weights'
    | 'out',
    number
  >;

  constructor(arena: Arena, file: ModelFile, embeddings: Embeddings) {
    const { width } = file.header.tagger;
    this.#arena = arena;
    this.#width = width;
    this.#outBias = file.array('tagger.outBias', 'float32')[0] as number;
    const stride = width + attention;
    const window = file.array('tagger.window', 'float32');
    this.#table = new WordTable(arena, embeddings, window, stride * places, slots);
    this.#at = {
      slots: arena.room(mostWords * 4),
      bias: arena.put(inSteps(file.array('tagger.windowBias', 'float32'))),
      nothing: arena.room(stride * places * 2),
      seen: arena.room(mostWords * stride * 4),
      beyond: arena.put(file.array('tagger.beyond', 'float32')),
      beyondBias: arena.put(file.array('tagger.beyondBias', 'float32')),
      live: arena.room(mostWords * (width + 1) * 8),
      further: arena.room(mostWords * width * 4),
      most: arena.room(width * 4),
      pool: arena.put(file.array('tagger.pool', 'float32')),
      poolBias: arena.put(file.array('tagger.poolBias', 'float32')),
      shift: arena.room(width * 4),
      weights: arena.put(file.array('tagger.out', 'float32')),
      out: arena.room(mostWords * 4),
    };
  }

  /** For each of the tokens `from…to` the logit that it offends, in a view that the next call overwrites. */
  read(known: Known, from: number, to: number): Float32Array {
    const { kernel, floats } = this.#arena;
    const at = this.#at;
    const count = to - from;
    const width = this.#width;
    const stride = width + attention;
    this.#table.rows(known, from, to, at.slots);
    kernel.windows(at.slots, count, this.#table.address, stride, at.bias, at.nothing, at.seen);
    kernel.beyond(at.seen, count, width, stride, apart, at.beyond, at.beyondBias, at.live, at.further);
    kernel.maximum(at.further, count, width, at.most);
    kernel.dense(at.most, width, at.pool, at.poolBias, width, 0, at.shift);
    kernel.tag(at.further, count, width, at.shift, at.weights, this.#outBias, at.out);
    return floats.subarray(at.out / 4, at.out / 4 + count);
  }
}
