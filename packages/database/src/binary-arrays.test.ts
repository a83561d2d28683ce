import { randomUUID } from 'node:crypto';
import { createTestDatabase, type TestDatabase } from '@moderato/testkit';
import fc from 'fast-check';
import { boolArray, byteaArray, intArray, jsonArray, realArray, textArray, uuidArray } from './binary-arrays.js';

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());

const readBack = async (type: string, array: Buffer) =>
  (await db.owner.query(`select $1::${type}[] as back`, [array])).rows[0].back;

// What a text column holds: no NUL, no half of a surrogate pair.
const text = fc.string({ unit: 'grapheme' }).map((s) => s.replaceAll(/[\0\p{Surrogate}]/gu, '?'));
const runs = { numRuns: 50 };

test('texts, null among them, arrive as they were sent', () =>
  fc.assert(
    fc.asyncProperty(fc.array(fc.option(text)), async (values) => {
      expect(await readBack('text', textArray(values))).toEqual(values);
    }),
    runs,
  ));

test('bytes, whole numbers, truths and JSON arrive as they were sent', () =>
  fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.uint8Array(), fc.option(fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 })), fc.boolean())),
      async (rows) => {
        const bytes = rows.map(([value]) => Buffer.from(value));
        expect(await readBack('bytea', byteaArray(bytes))).toEqual(bytes);
        const numbers = rows.map(([, value]) => value);
        expect(await readBack('int4', intArray(numbers))).toEqual(numbers);
        const truths = rows.map(([, , value]) => value);
        expect(await readBack('bool', boolArray(truths))).toEqual(truths);
        expect(await readBack('json', jsonArray(numbers.map((n) => JSON.stringify({ n }))))).toEqual(
          numbers.map((n) => ({ n })),
        );
      },
    ),
    runs,
  ));

test('real numbers keep the precision of their column', async () => {
  expect(await readBack('float4', realArray([0, 0.25, 1]))).toEqual([0, 0.25, 1]);
});

test('UUIDs arrive as they were sent, and what is none is refused', async () => {
  const ids = Array.from({ length: 5 }, () => randomUUID());
  expect(await readBack('uuid', uuidArray(ids))).toEqual(ids);
  expect(await readBack('uuid', uuidArray([]))).toEqual([]);
  expect(() => uuidArray(['no-uuid'])).toThrow(TypeError);
});
