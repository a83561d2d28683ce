import { join } from 'node:path';
import { type RunningPostgres, type RunningRedis, startPostgres, startRedis } from '@moderato/embedded';

export interface BackingServices {
  databaseUrl: string;
  redisUrl: string | null;
  /** For the banner: which are in use. */
  postgres: string;
  queue: string;
  pids(): { postgres: number | null; redis: number | null };
  stop(): Promise<void>;
}

export interface BackingEvents {
  replaced(name: string): void;
  hopeless(reason: string): void;
}

type Running = Pick<RunningPostgres & RunningRedis, 'pid' | 'exited' | 'stop'>;

/** Postgres and the queue: the ones that the environment names, else private ones over `folder`. */
export async function startBackingServices(
  folder: string,
  env: Readonly<Record<string, string | undefined>>,
  events: BackingEvents,
): Promise<BackingServices> {
  const kept: KeptRunning[] = [];
  const stop = async () => {
    for (const one of kept.toReversed()) await one.stop();
  };
  try {
    const postgres = env.DATABASE_URL ? null : await startPostgres({ dataDir: join(folder, 'postgres') });
    if (postgres) {
      const again = () => startPostgres({ dataDir: join(folder, 'postgres'), port: postgres.port });
      kept.push(new KeptRunning('Postgres', postgres, again, events));
    }
    const redis = env.REDIS_URL ? null : await startRedis({ dataDir: join(folder, 'redis') });
    if (redis) {
      const again = async () =>
        (await startRedis({ dataDir: join(folder, 'redis'), port: redis.port })) as RunningRedis;
      kept.push(new KeptRunning('Redis', redis, again, events));
    }
    const redisUrl = env.REDIS_URL ?? redis?.url ?? null;
    return {
      databaseUrl: env.DATABASE_URL ?? (postgres as RunningPostgres).url,
      redisUrl,
      postgres: postgres ? 'embedded' : 'DATABASE_URL',
      queue: redisUrl ? (redis ? 'redis (private)' : 'redis (REDIS_URL)') : 'postgres',
      pids: () => ({
        postgres: kept.find(({ name }) => name === 'Postgres')?.pid ?? null,
        redis: kept.find(({ name }) => name === 'Redis')?.pid ?? null,
      }),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** A private server that is started again over the same data and port when it ends unasked. */
class KeptRunning {
  readonly name: string;
  #running: Running;
  #stopping = false;
  readonly #again: () => Promise<Running>;
  readonly #events: BackingEvents;

  constructor(name: string, running: Running, again: () => Promise<Running>, events: BackingEvents) {
    this.name = name;
    this.#running = running;
    this.#again = again;
    this.#events = events;
    void this.#watch();
  }

  get pid(): number {
    return this.#running.pid;
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    await this.#running.stop();
  }

  async #watch(): Promise<void> {
    await this.#running.exited;
    if (this.#stopping) return;
    try {
      this.#running = await this.#again();
    } catch (error) {
      this.#events.hopeless((error as Error).message);
      return;
    }
    if (this.#stopping) await this.#running.stop();
    else {
      this.#events.replaced(this.name);
      void this.#watch();
    }
  }
}
