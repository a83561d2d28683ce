import { randomUUID } from 'node:crypto';
import { createTestDatabase, eventually, queueBackends, queuePrefix, type TestDatabase } from '@moderato/testkit';
import { createQueues, type Queues } from './queues.js';

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());

const aPayload = (flushId: string = randomUUID()) => ({
  siteId: randomUUID(),
  flushIds: [flushId],
  comments: 1,
});

describe.each(queueBackends())('on $name', ({ redisUrl }) => {
  let queues: Queues;
  beforeEach(() => {
    queues = createQueues({ redisUrl, databaseUrl: db.url, prefix: queuePrefix() });
  });
  afterEach(() => queues.close());

  test('a job added twice under one id is run once, with its payload', async () => {
    const payload = aPayload();
    await queues.enqueue('decide-comments', [payload]);
    await queues.enqueue('decide-comments', [payload, payload]);
    const last = aPayload();
    await queues.enqueue('decide-comments', [last]);
    const seen: string[] = [];
    await queues.work('decide-comments', async ({ flushIds }) => void seen.push(...flushIds), { concurrency: 1 });
    await eventually('both jobs', () => seen.includes(last.flushIds[0] as string));
    expect(seen).toEqual([...payload.flushIds, ...last.flushIds]);
  });

  test('a job that was run can be made again under its id, which is how the sweeper mends losses', async () => {
    const payload = aPayload();
    let runs = 0;
    await queues.work('decide-comments', async () => void runs++, { concurrency: 1 });
    await queues.enqueue('decide-comments', [payload]);
    await eventually('the first run', () => runs === 1);
    await eventually('the job to be forgotten', async () => {
      await queues.enqueue('decide-comments', [payload]);
      return runs === 2;
    });
  });

  test('a failing job is tried again', async () => {
    const attempts: number[] = [];
    await queues.work(
      'decide-comments',
      async (_, { attempt }) => {
        attempts.push(attempt);
        if (attempt === 1) throw new Error('once');
      },
      { concurrency: 1 },
    );
    await queues.enqueue('decide-comments', [aPayload()]);
    // At least once: a run whose failure could not be written down counts for no attempt and is made again.
    await eventually('the second attempt', () => attempts.includes(2));
    expect(attempts.at(-1)).toBe(2);
    expect(attempts[0]).toBe(1);
  });

  test('the oldest waiting job tells since when; none waits in an empty queue', async () => {
    expect(await queues.oldestWaiting('decide-comments')).toBeNull();
    const before = Date.now();
    await queues.enqueue('decide-comments', [aPayload()]);
    const after = Date.now();
    await queues.enqueue('decide-comments', [aPayload()]);
    const oldest = (await queues.oldestWaiting('decide-comments'))?.getTime();
    expect(oldest).toBeGreaterThanOrEqual(before);
    expect(oldest).toBeLessThanOrEqual(after);
    await queues.work('decide-comments', async () => {}, { concurrency: 2 });
    await eventually('an empty queue', async () => (await queues.oldestWaiting('decide-comments')) === null);
  });

  test('depth counts what waits, and closing waits for the job in hand', async () => {
    await queues.enqueue('decide-comments', [aPayload(), aPayload()]);
    expect((await queues.depth('decide-comments')).waiting).toBe(2);
    let release = () => {};
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    let started = 0;
    let finished = 0;
    const work = await queues.work(
      'decide-comments',
      async () => {
        started++;
        await released;
        finished++;
      },
      { concurrency: 1 },
    );
    await eventually('the first job', () => started === 1);
    const closed = work.close();
    release();
    await closed;
    expect([started, finished]).toEqual([1, 1]);
  });
});

test('an unreachable Redis refuses jobs within seconds', async () => {
  const queues = createQueues({ redisUrl: 'redis://127.0.0.1:1', databaseUrl: db.url });
  await expect(queues.enqueue('decide-comments', [aPayload()])).rejects.toThrow();
  await queues.close();
});
