import { Redis } from 'ioredis';

/** Where processes count together. */
export interface SharedCounts {
  client: Redis;
  /** Of every key. */
  prefix: string;
  close(): void;
}

/**
 * A connection that gives up soon and never queues: whoever counts through it has something to fall back on. It is made
 * again by itself.
 */
export function openSharedCounts(
  redisUrl: string,
  { prefix = '{moderato}', onError }: { prefix?: string | undefined; onError: (error: Error) => void },
): SharedCounts {
  const client = new Redis(redisUrl, {
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    commandTimeout: 100,
    connectTimeout: 2_000,
  });
  client.on('error', onError);
  return { client, prefix: `${prefix}:rate`, close: () => client.disconnect() };
}
