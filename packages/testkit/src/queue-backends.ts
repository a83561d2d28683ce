import { randomBytes } from 'node:crypto';

/** Absent where this package is loaded outside a test file, as the run's set-up does. */
const jestTest = (globalThis as { test?: { skip(name: string, work: () => void): void } }).test;

/** The run's Redis; undefined where no redis-server is installed, which MODERATO_NO_SKIP forbids. */
export function testRedisUrl(): string | undefined {
  const redisUrl = process.env.MODERATO_TEST_REDIS;
  if (!redisUrl && process.env.MODERATO_NO_SKIP) throw new Error('redis-server is missing, and nothing may be skipped');
  return redisUrl;
}

/**
 * What BullMQ can run on here, for `describe.each` at the top of a test file. Where Redis is missing, its tests are
 * skipped by name.
 */
export function queueBackends(): { name: 'redis' | 'postgres'; redisUrl: string | undefined }[] {
  const redisUrl = testRedisUrl();
  if (!redisUrl) jestTest?.skip('on redis: no redis-server is installed', () => {});
  return [{ name: 'postgres', redisUrl: undefined }, ...(redisUrl ? [{ name: 'redis' as const, redisUrl }] : [])];
}

/** A key prefix that no other test uses. */
export const queuePrefix = (): string => `{test-${randomBytes(6).toString('hex')}}`;
