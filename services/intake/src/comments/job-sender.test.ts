import { jest } from '@jest/globals';
import { createLogger } from '@moderato/observability';
import type { Payload } from '@moderato/queues';
import { JobSender } from './job-sender.js';

type Job = Payload<'decide-comments'>;

const log = createLogger({ service: 'intake', level: 'silent' });

function senderInto(sent: Job[], { fails = false } = {}) {
  let failures = 0;
  const enqueue = async (_: string, jobs: unknown[]) => {
    if (fails) throw new Error('away');
    sent.push(...(jobs as Job[]));
  };
  const sender = new JobSender({
    queues: { enqueue: enqueue as never },
    log,
    metrics: { enqueueFailed: () => void failures++ },
  });
  return { sender, failures: () => failures };
}

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

test('the first flush is sent at once, those that follow within 10 ms together, and the next after a pause at once', async () => {
  const sent: Job[] = [];
  const { sender } = senderInto(sent);
  for (const flushId of ['a', 'b', 'c']) sender.add('site', flushId, 3);
  expect(sent.map(({ flushIds }) => flushIds)).toEqual([['a']]);
  await jest.advanceTimersByTimeAsync(10);
  expect(sent.at(-1)).toEqual({ siteId: 'site', flushIds: ['b', 'c'], comments: 6 });
  await jest.advanceTimersByTimeAsync(20);
  sender.add('site', 'd', 1);
  expect(sent.map(({ flushIds }) => flushIds)).toEqual([['a'], ['b', 'c'], ['d']]);
  await sender.close();
});

test('a job names no more than two hundred comments, unless one flush does', () => {
  const sent: Job[] = [];
  const { sender } = senderInto(sent);
  for (const [n, flushId] of ['a', 'b', 'c', 'd'].entries()) sender.add('site', flushId, n === 3 ? 120 : 60);
  expect(sent).toMatchObject([{ flushIds: ['a'] }, { flushIds: ['b', 'c'], comments: 120 }]);
});

test('sites do not wait for each other, and a stop sends what is gathered', async () => {
  const sent: Job[] = [];
  const { sender } = senderInto(sent);
  for (const siteId of ['one', 'two']) for (const flushId of ['a', 'b']) sender.add(siteId, `${siteId}-${flushId}`, 1);
  expect(sent.map(({ flushIds }) => flushIds)).toEqual([['one-a'], ['two-a']]);
  await sender.close();
  expect(sent.map(({ flushIds }) => flushIds)).toEqual([['one-a'], ['two-a'], ['one-b'], ['two-b']]);
});

test('a queue that is away is counted, and rejects nobody', async () => {
  const { sender, failures } = senderInto([], { fails: true });
  sender.add('site', 'a', 1);
  await sender.close();
  expect(failures()).toBe(1);
});
