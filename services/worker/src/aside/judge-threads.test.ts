import { aPolicy } from '@moderato/testkit';
import { JudgeThreads } from './judge-threads.js';

// Threads run built code: `npm test` builds before.
const script = new URL('../../dist/aside/judge-thread.js', import.meta.url);
const bodies = Array.from({ length: 200 }, (_, i) => (i % 3 ? 'The plan is sound.' : 'You are a pathetic moron.'));
const submissions = bodies.map((body) => ({ body }));

test('judges as the engine does, in the order asked, however many threads there are', async () => {
  const threads = new JudgeThreads({ size: 2, script });
  try {
    const judged = await threads.judge(aPolicy(), submissions);
    expect(judged.map(({ failed }) => failed)).toEqual(bodies.map(() => false));
    expect(judged.map(({ clauses }) => clauses.length > 0)).toEqual(bodies.map((_, i) => i % 3 === 0));
    const strict = { ...aPolicy({ version: 2 }), checks: [] };
    expect((await threads.judge(strict, submissions)).every(({ clauses }) => clauses.length === 0)).toBe(true);
  } finally {
    await threads.close();
  }
});

test('a thread that dies fails what it had in hand, and the next call is judged', async () => {
  const threads = new JudgeThreads({ size: 1, script });
  try {
    // A policy that cannot be judged by: the thread ends with an error.
    await expect(threads.judge(null as never, submissions.slice(0, 1))).rejects.toThrow();
    const judged = await threads.judge(aPolicy(), submissions.slice(0, 1));
    expect(judged).toHaveLength(1);
  } finally {
    await threads.close();
  }
});

test('what waits when it is closed is told so', async () => {
  const threads = new JudgeThreads({ size: 1, script });
  const refused = expect(threads.judge(aPolicy(), submissions)).rejects.toThrow();
  await threads.close();
  await refused;
});
