import { JoinedWrites } from './joined-writes.js';

test('what comes while a batch is written goes into the next; keys do not wait for each other', async () => {
  const batches: string[] = [];
  const gates: (() => void)[] = [];
  const writes = new JoinedWrites<number>(async (key, items) => {
    batches.push(`${key}:${items.join()}`);
    if (key === 'slow') await new Promise<void>((resolve) => gates.push(resolve));
  }, 3);
  const all = [1, 2, 3, 4, 5].map((item) => writes.add('slow', item));
  await writes.add('fast', 9);
  expect(batches).toEqual(['slow:1', 'fast:9']);
  for (let i = 0; i < 3; i += 1) {
    gates.shift()?.();
    await new Promise((resolve) => setImmediate(resolve));
  }
  await Promise.all(all);
  expect(batches).toEqual(['slow:1', 'fast:9', 'slow:2,3,4', 'slow:5']);
});

test('a batch that fails is told to those in it, and the next one is written', async () => {
  let failing = true;
  const writes = new JoinedWrites<number>(async () => {
    if (failing) throw new Error('no database');
  });
  await expect(writes.add('a', 1)).rejects.toThrow('no database');
  failing = false;
  await expect(writes.add('a', 2)).resolves.toBeUndefined();
});
