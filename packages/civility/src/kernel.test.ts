import { join } from 'node:path';
import fc from 'fast-check';
import { Arena } from './kernel.js';

const arena = new Arena(join(import.meta.dirname, '..', 'model', 'kernel.wasm'));
const { kernel } = arena;
const steps = 1024;

const numbers = (length: number) =>
  fc.array(
    fc.integer({ min: -3000, max: 3000 }).map((n) => n / 1000),
    { minLength: length, maxLength: length },
  );
const floats = (values: readonly number[]): number => arena.put(Float32Array.from(values));
const inSteps = (values: readonly number[]): number => arena.put(Int16Array.from(values, (x) => Math.round(x * steps)));
const floatsAt = (at: number, count: number): number[] => [...arena.floats.subarray(at / 4, at / 4 + count)];
const stepsAt = (at: number, count: number): number[] =>
  [...arena.shorts.subarray(at / 2, at / 2 + count)].map((x) => x / steps);
const relu = (x: number): number => Math.max(0, x);
const sum = (values: number[]): number => values.reduce((a, b) => a + b, 0);
const times = <T>(count: number, make: (i: number) => T): T[] => Array.from({ length: count }, (_, i) => make(i));

/** The greatest difference between what came and what a plain loop gives. */
const difference = (got: number[], wanted: number[]): number =>
  Math.max(...wanted.map((value, i) => Math.abs(value - (got[i] ?? Number.NaN))));

/** Each case takes memory that is never given back, so their number is bounded. */
const few = { numRuns: 60 };

test('dense sums weights by columns onto the bias, rectified when asked', () =>
  fc.assert(
    fc.property(numbers(5), numbers(120), numbers(24), fc.boolean(), (values, weights, bias, rectify) => {
      const out = arena.room(96);
      kernel.dense(floats(values), 5, floats(weights), floats(bias), 24, rectify ? 1 : 0, out);
      const sums = bias.map((start, j) => start + sum(values.map((x, i) => x * (weights[i * 24 + j] as number))));
      expect(difference(floatsAt(out, 24), rectify ? sums.map(relu) : sums)).toBeLessThan(1e-3);
    }),
    few,
  ));

test('projecting multiplies a row of whole numbers by a matrix, in steps; averaging takes the mean of some rows', () =>
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: -127, max: 127 }), { minLength: 6, maxLength: 6 }),
      numbers(96),
      fc.array(fc.nat(5), { minLength: 1, maxLength: 4 }),
      (row, matrix, chosen) => {
        const [out, pairs] = [arena.room(32), arena.room(48)];
        const whole = times(96, (i) => {
          const [pair, j, second] = [Math.floor(i / 32), (i >> 1) % 16, i % 2];
          return matrix[(pair * 2 + second) * 16 + j] as number;
        });
        kernel.project(arena.put(Int8Array.from(row)), 0.01 / steps, 6, inSteps(whole), 16, pairs, out);
        const wanted = times(16, (j) => sum(row.map((x, k) => 0.01 * x * (matrix[k * 16 + j] as number))));
        expect(difference(stepsAt(out, 16), wanted)).toBeLessThan(5e-3);
        const picks = arena.room(16);
        arena.ints.set(chosen, picks / 4);
        kernel.average(picks, chosen.length, inSteps(matrix), 16, out);
        const means = times(16, (j) => sum(chosen.map((i) => matrix[i * 16 + j] as number)) / chosen.length);
        expect(difference(stepsAt(out, 16), means)).toBeLessThan(2e-3);
      },
    ),
    few,
  ));

test('a window adds the parts of the neighbours in reach, and nothing from beyond the ends', () =>
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 7 }), numbers(3 * 80), numbers(16), (count, table, bias) => {
      const [slots, nothing, seen] = [arena.room(32), arena.room(160), arena.room(7 * 64)];
      const rowOf = (i: number): number => (i * 2) % 3;
      arena.ints.set(times(count, rowOf), slots / 4);
      kernel.windows(slots, count, inSteps(table), 16, inSteps(bias), nothing, seen);
      const wanted = times(count, (i) =>
        bias.map((start, j) => {
          const near = times(5, (p) => [p, i + p - 2] as const).filter(([, at]) => at >= 0 && at < count);
          const all = start + sum(near.map(([p, at]) => table[rowOf(at) * 80 + p * 16 + j] as number));
          return j < 8 ? relu(all) : all;
        }),
      );
      expect(difference(floatsAt(seen, count * 16), wanted.flat())).toBeLessThan(5e-3);
    }),
    few,
  ));

test('pooling takes each channel’s maximum, and its mean under its quarter’s attention', () =>
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 6 }), numbers(6 * 24), (count, raw) => {
      const rows = times(count, (i) =>
        raw.slice(i * 24, i * 24 + 24).map((value, j) => (j < 16 ? Math.abs(value) : value)),
      );
      const [weights, features] = [arena.room(28 * 4), arena.room(128)];
      kernel.pool(floats(rows.flat()), count, 16, weights, features);
      const attention = times(4, (head) => {
        const exps = rows.map((row) => Math.exp(row[16 + head] as number));
        return exps.map((value) => value / sum(exps));
      });
      const most = times(16, (j) => Math.max(...rows.map((row) => row[j] as number)));
      const mean = times(16, (j) => sum(rows.map((row, i) => (row[j] as number) * (attention[j >> 2]?.[i] as number))));
      expect(difference(floatsAt(features, 32), [...most, ...mean])).toBeLessThan(1e-3);
    }),
    few,
  ));

test('the second look adds what words two further off say; tags are one product a word', () =>
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 6 }),
      numbers(6 * 20),
      numbers(3 * 256),
      numbers(16),
      (count, raw, weights, bias) => {
        const at = (i: number, j: number): number => Math.max(0, raw[i * 20 + j] as number);
        const [out, most, tags] = [arena.room(6 * 64), arena.room(64), arena.room(24)];
        const live = arena.room(6 * 17 * 8);
        kernel.beyond(floats(raw.map(relu)), count, 16, 20, 2, floats(weights), floats(bias), live, out);
        const further = times(count, (i) =>
          times(16, (j) => {
            const places = [0, 1, 2].map((p) => [p, i + (p - 1) * 2] as const).filter(([, k]) => k >= 0 && k < count);
            const of = ([p, k]: readonly [number, number]): number =>
              sum(times(16, (c) => at(k, c) * (weights[p * 256 + c * 16 + j] as number)));
            return at(i, j) + relu((bias[j] as number) + sum(places.map(of)));
          }),
        );
        expect(difference(floatsAt(out, count * 16), further.flat())).toBeLessThan(1e-3);
        kernel.maximum(out, count, 16, most);
        const top = times(16, (j) => Math.max(...further.map((row) => row[j] as number)));
        expect(difference(floatsAt(most, 16), top)).toBeLessThan(1e-3);
        kernel.tag(out, count, 16, floats(bias), floats(weights.slice(0, 16)), 0.5, tags);
        const wanted = further.map(
          (row) => 0.5 + sum(row.map((x, j) => relu(x + (bias[j] as number)) * (weights[j] as number))),
        );
        expect(difference(floatsAt(tags, count), wanted)).toBeLessThan(1e-2);
      },
    ),
    few,
  ));
