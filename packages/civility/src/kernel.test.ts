import { join } from 'node:path';
import fc from 'fast-check';
import { instantiate } from './kernel.js';

const path = join(import.meta.dirname, '..', 'model', 'kernel.wasm');
const { kernel, memory } = instantiate(path, 1 << 20);
const floats = new Float32Array(memory);
const first = 16_384;

/** Lays arrays out one after the other, and says at which byte each begins. */
function laidOut(...arrays: ArrayLike<number>[]): number[] {
  let at = first;
  return arrays.map((values) => {
    const start = at;
    floats.set(values, start / 4);
    at = Math.ceil((start + values.length * 4) / 16) * 16;
    return start;
  });
}

const numbers = (length: number) =>
  fc.array(fc.integer({ min: -4000, max: 4000 }).map((n) => n / 1000), { minLength: length, maxLength: length });
const close = (got: ArrayLike<number>, wanted: number[]) =>
  wanted.forEach((value, i) => expect(got[i]).toBeCloseTo(value, 3));

test('dense sums weights by columns onto the bias, rectified when asked', () =>
  fc.assert(
    fc.property(numbers(5), numbers(5 * 8), numbers(8), fc.boolean(), (values, weights, bias, rectify) => {
      const [v, w, b, out] = laidOut(values, weights, bias, new Array(8).fill(0)) as [number, number, number, number];
      kernel.dense(v, 5, w, b, 8, rectify ? 1 : 0, out);
      const sums = bias.map((start, j) => values.reduce((sum, x, i) => sum + x * (weights[i * 8 + j] as number), start));
      close(floats.subarray(out / 4, out / 4 + 8), rectify ? sums.map((sum) => Math.max(0, sum)) : sums);
    }),
  ));

test('a window adds the parts of the neighbours in reach, and nothing from beyond the ends', () =>
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 9 }), numbers(9 * 5 * 8), numbers(8), (count, table, bias) => {
      const [t, b, slots, seen] = laidOut(table, bias, new Array(9).fill(0), new Array(72).fill(0)) as [
        number,
        number,
        number,
        number,
      ];
      new Int32Array(memory).set(Array.from({ length: count }, (_, i) => (i * 4) % 9), slots / 4);
      kernel.windows(slots, count, t, 8, 5, b, seen);
      for (let i = 0; i < count; i++) {
        const wanted = bias.map((start, j) => {
          let sum = start;
          for (let p = 0; p < 5; p++) {
            const at = i + p - 2;
            if (at >= 0 && at < count) sum += table[((at * 4) % 9) * 40 + p * 8 + j] as number;
          }
          return j < 4 ? Math.max(0, sum) : sum;
        });
        close(floats.subarray(seen / 4 + i * 8, seen / 4 + i * 8 + 8), wanted);
      }
    }),
  ));

test('pooling takes each channel’s maximum, and its mean under its quarter’s attention', () =>
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 6 }), numbers(6 * 20), (count, raw) => {
      const rows = Array.from({ length: count }, (_, i) =>
        raw.slice(i * 20, i * 20 + 20).map((value, j) => (j < 16 ? Math.abs(value) : value)),
      );
      const [seen, weights, features] = laidOut(rows.flat(), new Array(28).fill(0), new Array(32).fill(0)) as [
        number,
        number,
        number,
      ];
      kernel.pool(seen, count, 16, weights, features);
      const attention = [0, 1, 2, 3].map((head) => {
        const exps = rows.map((row) => Math.exp(row[16 + head] as number));
        const sum = exps.reduce((a, b) => a + b, 0);
        return exps.map((value) => value / sum);
      });
      const most = Array.from({ length: 16 }, (_, j) => Math.max(...rows.map((row) => row[j] as number)));
      const mean = Array.from({ length: 16 }, (_, j) =>
        rows.reduce((sum, row, i) => sum + (row[j] as number) * (attention[j >> 2]?.[i] as number), 0),
      );
      close(floats.subarray(features / 4, features / 4 + 32), [...most, ...mean]);
    }),
  ));

test('projecting multiplies a row of whole numbers by the matrix; tags are one product a word', () =>
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -127, max: 127 }), { minLength: 6, maxLength: 6 }), numbers(48), (row, matrix) => {
      const [weights, out, bytes] = laidOut(matrix, new Array(8).fill(0), [0, 0, 0, 0]) as [number, number, number];
      new Int8Array(memory).set(row, bytes);
      kernel.project(bytes, 0.01, 6, weights, 8, out);
      close(
        floats.subarray(out / 4, out / 4 + 8),
        Array.from({ length: 8 }, (_, j) => row.reduce((sum, x, k) => sum + 0.01 * x * (matrix[k * 8 + j] as number), 0)),
      );
      const [seen, of, tags] = laidOut(matrix.slice(0, 40), matrix.slice(40, 48), [0, 0]) as [number, number, number];
      kernel.tag(seen, 2, 8, of, 0.5, tags);
      close(
        floats.subarray(tags / 4, tags / 4 + 2),
        [0, 1].map((i) => {
          let sum = 0.5;
          for (let j = 0; j < 8; j++) sum += (matrix[i * 12 + j] as number) * (matrix[40 + j] as number);
          return sum;
        }),
      );
    }),
  ));
