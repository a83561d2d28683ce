import { readFileSync } from 'node:fs';

/** What kernel/kernel.ts compiles to. Addresses are bytes of the memory; counts are numbers of numbers. */
export interface Kernel {
  project(
    ...[row, scale, dims, weights, columns, pairs, out]: [
      row: number,
      scale: number,
      dims: number,
      weights: number,
      columns: number,
      pairs: number,
      out: number,
    ]
  ): void;
  average(picks: number, count: number, rows: number, columns: number, out: number): void;
  windows(
    ...[slots, count, table, stride, bias, nothing, seen]: [
      slots: number,
      count: number,
      table: number,
      stride: number,
      bias: number,
      nothing: number,
      seen: number,
    ]
  ): void;
  pool(seen: number, count: number, width: number, weights: number, features: number): void;
  dense(
    ...[values, count, weights, bias, columns, rectify, out]: [
      values: number,
      count: number,
      weights: number,
      bias: number,
      columns: number,
      rectify: number,
      out: number,
    ]
  ): void;
  beyond(
    ...[seen, count, width, stride, apart, weights, bias, live, out]: [
      seen: number,
      count: number,
      width: number,
      stride: number,
      apart: number,
      weights: number,
      bias: number,
      live: number,
      out: number,
    ]
  ): void;
  maximum(seen: number, count: number, width: number, most: number): void;
  tag(seen: number, count: number, width: number, shift: number, weights: number, bias: number, out: number): void;
}

interface Memory {
  readonly buffer: ArrayBuffer;
  grow(pages: number): number;
}

/** TypeScript keeps these among the browser's types, which do not belong here. */
declare const WebAssembly: {
  Memory: new (size: { initial: number }) => Memory;
  Module: new (bytes: Uint8Array) => object;
  Instance: new (module: object, imports: object) => { readonly exports: object };
};

const page = 65_536;
/** Below lie the kernel's own constants. */
const firstFree = 16_384;

/** The kernel and its memory, given out from the bottom up while a model is set up and never taken back. */
export class Arena {
  readonly kernel: Kernel;
  readonly #memory: Memory;
  #free = firstFree;
  bytes = new Int8Array();
  shorts = new Int16Array();
  ints = new Int32Array();
  floats = new Float32Array();

  constructor(path: string | URL) {
    this.#memory = new WebAssembly.Memory({ initial: 1 });
    const { exports } = new WebAssembly.Instance(new WebAssembly.Module(readFileSync(path)), {
      env: { memory: this.#memory },
    });
    this.kernel = exports as Kernel;
    this.#look();
  }

  /** The address of `bytes` zeros, a multiple of 16. */
  room(bytes: number): number {
    const at = this.#free;
    this.#free = Math.ceil((at + bytes) / 16) * 16;
    const missing = this.#free - this.#memory.buffer.byteLength;
    if (missing > 0) {
      this.#memory.grow(Math.ceil(missing / page));
      this.#look();
    }
    return at;
  }

  put(values: Int8Array | Int16Array | Float32Array): number {
    const at = this.room(values.byteLength);
    if (values instanceof Int8Array) this.bytes.set(values, at);
    else if (values instanceof Int16Array) this.shorts.set(values, at / 2);
    else this.floats.set(values, at / 4);
    return at;
  }

  /** Growing moves the memory, so that it is looked at anew. */
  #look(): void {
    const { buffer } = this.#memory;
    this.bytes = new Int8Array(buffer);
    this.shorts = new Int16Array(buffer);
    this.ints = new Int32Array(buffer);
    this.floats = new Float32Array(buffer);
  }
}
