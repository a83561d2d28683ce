import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { testRedisUrl } from '@moderato/testkit';
import { Redis } from 'ioredis';
import { isAlive } from './processes.js';
import { startRedis } from './start-redis.js';

// Throws where Redis is missing and nothing may be skipped.
const testWithRedis = testRedisUrl() ? test : test.skip;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'moderato-embedded-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function start(port?: number) {
  const redis = await startRedis({ dataDir: folder, ...(port && { port }) });
  if (!redis) throw new Error('redis-server vanished from the PATH');
  return redis;
}

async function ask<T>(url: string, question: (redis: Redis) => Promise<T>): Promise<T> {
  const redis = new Redis(url, { retryStrategy: null });
  try {
    return await question(redis);
  } finally {
    redis.disconnect();
  }
}

testWithRedis('what was written is there after a stop and a start, on the same port', async () => {
  const first = await start();
  await ask(first.url, (redis) => redis.set('kept', '7'));
  await first.stop();
  expect(isAlive(first.pid)).toBe(false);
  const second = await start();
  try {
    expect(second.url).toBe(first.url);
    expect(await ask(second.url, (redis) => redis.get('kept'))).toBe('7');
    expect(await ask(second.url, (redis) => redis.config('GET', 'maxmemory-policy'))).toContain('noeviction');
  } finally {
    await second.stop();
  }
});

testWithRedis('a server that was left behind is ended, a stranger is not', async () => {
  const first = await start();
  const second = await start();
  try {
    expect(isAlive(first.pid)).toBe(false);
    expect(isAlive(second.pid)).toBe(true);
  } finally {
    await second.stop();
  }
  writeFileSync(join(folder, 'redis.pid'), String(process.pid));
  const third = await start();
  await third.stop();
});

testWithRedis('a port that is taken is said, and the remembered one gives way', async () => {
  const first = await start();
  await first.stop();
  const squatter: Server = createServer((socket) => socket.end());
  squatter.listen(first.port, '127.0.0.1');
  await once(squatter, 'listening');
  try {
    await expect(start(first.port)).rejects.toThrow(/did not start/);
    const second = await start();
    expect(second.port).not.toBe(first.port);
    await second.stop();
  } finally {
    squatter.close();
  }
});
