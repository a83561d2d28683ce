import { randomBytes } from 'node:crypto';

/** What BullMQ can run on here. Both are required where MODERATO_NO_SKIP is set. */
export function queueBackends(): { name: 'redis' | 'postgres'; redisUrl: string | undefined }[] {
  const redisUrl = process.env.MODERATO_TEST_REDIS;
  if (!redisUrl && process.env.MODERATO_NO_SKIP) throw new Error('redis-server is missing, and nothing may be skipped');
  return [{ name: 'postgres', redisUrl: undefined }, ...(redisUrl ? [{ name: 'redis' as const, redisUrl }] : [])];
}

/** A key prefix that no other test uses. */
export const queuePrefix = (): string => `{test-${randomBytes(6).toString('hex')}}`;
