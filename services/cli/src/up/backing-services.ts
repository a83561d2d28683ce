import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type RunningPostgres, type RunningRedis, startPostgres, startRedis } from '@moderato/embedded';

export interface BackingServices {
  databaseUrl: string;
  redisUrl: string | null;
  /** For the banner: which are in use. */
  postgres: string;
  queue: string;
  pids(): { postgres: number | null; redis: number | null };
  /** Resolves when the private ones run, at once unless one of them is being started again. */
  ready(): Promise<void>;
  stop(): Promise<void>;
}

const firstDelayMs = 200;
/** Starts in a row that fail and make it hopeless. */
const hopelessAfter = 5;

export interface BackingEvents {
  say(line: string): void;
  replaced(name: string): void;
  hopeless(reason: string): void;
}

type Running = Pick<RunningPostgres & RunningRedis, 'pid' | 'port' | 'exited' | 'stop'>;

/** Postgres and the queue: the ones that the environment names, else private ones over `folder`. */
export async function startBackingServices(
  folder: string,
  env: Readonly<Record<string, string | undefined>>,
  events: BackingEvents,
): Promise<BackingServices> {
  const kept: KeptRunning[] = [];
  /** Postgres last: what the queue's users still write goes there. */
  const stop = async () => {
    for (const name of ['Redis', 'Postgres']) await kept.find((one) => one.name === name)?.stop();
  };
  const keep = async <T extends Running | null>(name: string, start: (port?: { port: number }) => Promise<T>) => {
    const running = await start();
    if (running) {
      const { port } = running;
      kept.push(new KeptRunning(name, running, async () => (await start({ port })) as Running, events));
    }
    return running;
  };
  const starting = [
    env.DATABASE_URL ? null : keep('Postgres', (port) => startPostgres({ dataDir: join(folder, 'postgres'), ...port })),
    env.REDIS_URL ? null : keep('Redis', (port) => startRedis({ dataDir: join(folder, 'redis'), ...port })),
  ] as const;
  try {
    const [postgres, redis] = await Promise.all(starting);
    const redisUrl = env.REDIS_URL || redis?.url || null;
    return {
      databaseUrl: env.DATABASE_URL || (postgres as RunningPostgres).url,
      redisUrl,
      postgres: postgres ? 'embedded' : 'DATABASE_URL',
      queue: redisUrl ? (redis ? 'redis (private)' : 'redis (REDIS_URL)') : 'postgres',
      pids: () => ({
        postgres: kept.find(({ name }) => name === 'Postgres')?.pid ?? null,
        redis: kept.find(({ name }) => name === 'Redis')?.pid ?? null,
      }),
      ready: async () => {
        for (const one of kept) await one.ready;
      },
      stop,
    };
  } catch (error) {
    // The other one may still be starting.
    await Promise.allSettled(starting);
    await stop();
    throw error;
  }
}

/** A private server that is started again over the same data and port when it ends unasked. */
class KeptRunning {
  readonly name: string;
  /** Resolves when it runs; that it cannot be made to is told by `hopeless`. */
  ready: Promise<void> = Promise.resolve();
  #running: Running;
  #stopping = false;
  readonly #again: () => Promise<Running>;
  readonly #events: BackingEvents;

  constructor(name: string, running: Running, again: () => Promise<Running>, events: BackingEvents) {
    this.name = name;
    this.#running = running;
    this.#again = again;
    this.#events = events;
    this.#watch();
  }

  get pid(): number {
    return this.#running.pid;
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    await this.ready;
    await this.#running.stop();
  }

  #watch(): void {
    void this.#running.exited.then(() => {
      if (!this.#stopping) this.ready = this.#replace();
    });
  }

  async #replace(): Promise<void> {
    this.#events.say(`${this.name} ended; starting it again`);
    for (let failures = 0; !this.#stopping; ) {
      try {
        this.#running = await this.#again();
        this.#watch();
        this.#events.replaced(this.name);
        return;
      } catch (error) {
        if (++failures >= hopelessAfter) {
          this.#events.hopeless((error as Error).message);
          return;
        }
        await pause(firstDelayMs * 2 ** failures);
      }
    }
  }
}
