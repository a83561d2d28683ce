import type { AddressInfo } from 'node:net';
import { createServer as createTcpServer } from 'node:net';
import { eventually, queuePrefix, testRedisUrl } from '@moderato/testkit';
import express from 'express';
import { problemHandler } from './problem-handler.js';
import { rateLimits } from './rate-limits.js';
import { createHttpServer } from './server.js';
import { openSharedCounts, type SharedCounts } from './shared-counts.js';

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close();
});

const silent = { info: () => {}, warn: () => {}, error: () => {} };

/** An intake of its own: another process as far as counting goes. Returns how to ask it. */
async function startProcess(shared: SharedCounts | undefined, requestsPerMinute: number) {
  const app = express();
  app.use(rateLimits(() => ({ key: 'a-key', requestsPerMinute }), shared));
  app.get('/', (_req, res) => void res.json({}));
  app.use(problemHandler(silent));
  const server = createHttpServer(app, { host: '127.0.0.1', port: 0 });
  closers.push(() => server.stop());
  const { port } = await server.start();
  return () => fetch(`http://127.0.0.1:${port}/`);
}

function shareThrough(redisUrl: string, prefix = queuePrefix()): SharedCounts {
  const shared = openSharedCounts(redisUrl, { prefix, onError: () => {} });
  closers.push(() => shared.close());
  return shared;
}

const statuses = async (ask: () => Promise<Response>, times: number) =>
  (await Promise.all(Array.from({ length: times }, ask))).map(({ status }) => status);
const allowed = (all: number[]) => all.filter((status) => status === 200).length;

const redisUrl = testRedisUrl() ?? '';
const withRedis = redisUrl ? describe : describe.skip;

withRedis('with Redis', () => {
  test('two processes share a quota, to the last request', async () => {
    const prefix = queuePrefix();
    const [one, other] = [shareThrough(redisUrl, prefix), shareThrough(redisUrl, prefix)];
    await eventually('both connections', () => [one, other].every(({ client }) => client.status === 'ready'));
    const asks = [await startProcess(one, 5), await startProcess(other, 5)];
    const answers = await Promise.all(asks.map((ask) => statuses(ask, 4)));
    expect(allowed(answers.flat())).toBe(5);
    const refused = await asks[0]?.();
    expect(refused?.status).toBe(429);
    expect(refused?.headers.get('ratelimit')).toMatch(/^"minute";r=0;t=\d+$/);
    expect(Number(refused?.headers.get('retry-after'))).toBeGreaterThan(0);
  });

  test('a counter that goes away in the middle turns nobody away: the process counts by itself', async () => {
    const shared = shareThrough(redisUrl);
    await eventually('the connection', () => shared.client.status === 'ready');
    const ask = await startProcess(shared, 10);
    expect(await statuses(ask, 3)).toEqual([200, 200, 200]);
    shared.client.disconnect();
    expect(allowed(await statuses(ask, 12))).toBe(10);
  });
});

test('where nothing answers at the counter’s address, requests are counted in the process', async () => {
  const ask = await startProcess(shareThrough('redis://127.0.0.1:1'), 2);
  expect((await statuses(ask, 3)).toSorted()).toEqual([200, 200, 429]);
});

test('a counter that takes connections and never answers delays a request by a moment, and refuses none', async () => {
  const mute = createTcpServer((socket) => socket.resume());
  await new Promise<void>((listening) => mute.listen(0, '127.0.0.1', listening));
  closers.push(() => mute.close());
  const shared = shareThrough(`redis://127.0.0.1:${(mute.address() as AddressInfo).port}`);
  const ask = await startProcess(shared, 2);
  expect((await statuses(ask, 3)).toSorted()).toEqual([200, 200, 429]);
});

test('a busy key asks the counter once for many requests', async () => {
  const ask = await startProcess(undefined, 100_000);
  const first = await ask();
  const second = await ask();
  expect(
    [first.headers.get('ratelimit'), second.headers.get('ratelimit')].map(
      (header) => /r=(\d+)/.exec(header ?? '')?.[1],
    ),
  ).toEqual(['99999', '99998']);
});
