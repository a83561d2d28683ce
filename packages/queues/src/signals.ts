import { Redis } from 'ioredis';
import { openPostgresSignals } from './postgres-signals.js';
import { type Hear, type SignalBackend, type SignalsOptions, Topics } from './signal-topics.js';

export type { SignalsOptions } from './signal-topics.js';

/**
 * Words between processes that are worth something only now: nothing is kept, and one that gets lost is made up for by
 * whoever hears of the gap and looks at Postgres again.
 */
export interface Signals {
  /** Rejects where it cannot be said just now. At most some 7 KB. */
  publish(topic: string, message: object): Promise<void>;
  /**
   * Hears what is said of `topic` from when it resolves until what it returns is called. `onGap` is called after a
   * connection was lost and made again: what was said meanwhile was not heard.
   */
  subscribe(topic: string, hear: Hear, onGap: () => void): Promise<() => Promise<void>>;
  close(): Promise<void>;
}

/** Redis' own where the queue is there, else Postgres' LISTEN and NOTIFY. Connects when first used. */
export function createSignals(options: SignalsOptions): Signals {
  const topics = new Topics();
  const backend = options.redisUrl
    ? openRedisSignals(options.redisUrl, options, topics)
    : openPostgresSignals(options, topics);
  return {
    publish: (topic, message) => backend.publish(topic, JSON.stringify(message)),
    async subscribe(topic, hear, onGap) {
      const leave = topics.join(topic, { hear, onGap });
      await backend.listen(topic);
      return async () => {
        if (leave()) await backend.unlisten(topic);
      };
    },
    close: () => backend.close(),
  };
}

function openRedisSignals(
  url: string,
  { prefix = '{moderato}', onError }: SignalsOptions,
  topics: Topics,
): SignalBackend {
  const channelOf = (topic: string): string => `${prefix}:signals:${topic}`;
  const saying = new Redis(url, {
    lazyConnect: true,
    maxRetriesPerRequest: 1,
    commandTimeout: 2_000,
    connectTimeout: 2_000,
  });
  const hearing = new Redis(url, { lazyConnect: true, maxRetriesPerRequest: null });
  for (const connection of [saying, hearing]) connection.on('error', (error) => onError?.(error));
  hearing.on('message', (channel: string, text: string) => topics.tell(channel.slice(channelOf('').length), text));
  let wasReady = false;
  hearing.on('ready', () => {
    if (wasReady) topics.tellOfGap();
    wasReady = true;
  });
  return {
    publish: async (topic, text) => void (await saying.publish(channelOf(topic), text)),
    listen: async (topic) => void (await hearing.subscribe(channelOf(topic))),
    unlisten: async (topic) => void (await hearing.unsubscribe(channelOf(topic))),
    close: async () => {
      for (const connection of [saying, hearing]) connection.disconnect();
    },
  };
}
