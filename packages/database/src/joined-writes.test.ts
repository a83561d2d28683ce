import { JoinedWrites } from './joined-writes.js';

/** Batches that are being written, each held until the test lets it go. */
function heldWrites(options: ConstructorParameters<typeof JoinedWrites<number>>[1]) {
  const batches: { key: string; items: number[]; finish(error?: Error): void }[] = [];
  const writes = new JoinedWrites<number>(
    (key, items) =>
      new Promise((resolve, reject) => {
        batches.push({ key, items, finish: (error) => (error ? reject(error) : resolve()) });
      }),
    options,
  );
  return { batches, writes };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

test('the first is written at once; those that come meanwhile go together', async () => {
  const { batches, writes } = heldWrites({});
  const all = [1, 2, 3].map((n) => writes.add('a', n));
  expect(batches.map(({ items }) => items)).toEqual([[1]]);
  batches[0]?.finish();
  await settled();
  expect(batches.map(({ items }) => items)).toEqual([[1], [2, 3]]);
  batches[1]?.finish();
  await Promise.all(all);
});

test('a batch ends before it grows too large, and one larger item goes alone', async () => {
  const { batches, writes } = heldWrites({ most: 10, sizeOf: (n) => n });
  const all = [1, 6, 4, 50, 2].map((n) => writes.add('a', n));
  for (let i = 0; i < 4; i++) {
    batches[i]?.finish();
    await settled();
  }
  await Promise.all(all);
  expect(batches.map(({ items }) => items)).toEqual([[1], [6, 4], [50], [2]]);
});

test('as many batches run at once as there are lanes; keys do not wait for each other', () => {
  const { batches, writes } = heldWrites({ lanes: 2 });
  for (const n of [1, 2, 3]) void writes.add('a', n);
  void writes.add('b', 4);
  expect(batches.map(({ key, items }) => [key, items])).toEqual([
    ['a', [1]],
    ['a', [2]],
    ['b', [4]],
  ]);
});

test('a batch that fails rejects its own items and no other’s', async () => {
  const { batches, writes } = heldWrites({});
  const first = writes.add('a', 1);
  const second = writes.add('a', 2);
  batches[0]?.finish(new Error('refused'));
  await expect(first).rejects.toThrow('refused');
  await settled();
  batches[1]?.finish();
  await expect(second).resolves.toBeUndefined();
});
