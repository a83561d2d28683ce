import { eventually } from '@moderato/testkit';
import { startWakingLoop } from './waking-loop.js';

test('a loop that sleeps is woken at once, and one that runs runs once more', async () => {
  let runs = 0;
  let finish = () => {};
  const loop = startWakingLoop(
    3_600_000,
    async () => {
      runs += 1;
      if (runs === 2) await new Promise<void>((resolve) => (finish = resolve));
    },
    () => {},
  );
  await eventually('the first run', () => runs === 1);
  loop.wake();
  await eventually('the second run', () => runs === 2);
  loop.wake();
  loop.wake();
  finish();
  await eventually('the third run', () => runs === 3);
  await loop.check(1_000);
  await loop.stop();
  expect(runs).toBe(3);
});

test('a task that fails is told of and tried again, and the check says so', async () => {
  const errors: unknown[] = [];
  const loop = startWakingLoop(
    1,
    () => Promise.reject(new Error('no')),
    (error) => errors.push(error),
  );
  await eventually('two failures', () => errors.length >= 2);
  await expect(loop.check(0)).rejects.toThrow();
  await loop.stop();
});
