import { readFileSync } from 'node:fs';

/** What kernel/kernel.ts compiles to. Addresses are bytes of the memory; counts are numbers of floats. */
export interface Kernel {
  project(row: number, scale: number, dims: number, weights: number, columns: number, out: number): void;
  add(row: number, columns: number, out: number): void;
  scale(row: number, by: number, columns: number, out: number): void;
  windows(slots: number, count: number, table: number, stride: number, places: number, bias: number, seen: number): void;
  pool(seen: number, count: number, width: number, weights: number, features: number): void;
  dense(
    values: number,
    count: number,
    weights: number,
    bias: number,
    columns: number,
    rectify: number,
    out: number,
  ): void;
  tag(seen: number, count: number, width: number, weights: number, bias: number, out: number): void;
}

/** TypeScript keeps these among the browser's types, which do not belong here. */
declare const WebAssembly: {
  Memory: new (size: { initial: number }) => { readonly buffer: ArrayBuffer };
  Module: new (bytes: Uint8Array) => object;
  Instance: new (module: object, imports: object) => { readonly exports: object };
};

const page = 65_536;

/** The kernel over a fresh memory of at least `bytes`, all zero. */
export function instantiate(path: string | URL, bytes: number): { kernel: Kernel; memory: ArrayBuffer } {
  const memory = new WebAssembly.Memory({ initial: Math.ceil(bytes / page) });
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(readFileSync(path)), { env: { memory } });
  return { kernel: exports as Kernel, memory: memory.buffer };
}
