import {
  createPostgresBackend,
  createRedisBackend,
  type IQueueBackend,
  type Job,
  type Queue,
  runMigrations,
  UnrecoverableError,
  type Worker,
  withBackend,
} from 'bullmq';
import { Redis } from 'ioredis';
import pg from 'pg';
import { catalogue, type JobName, type Payload } from './catalogue.js';

export interface QueuesOptions {
  /** Unset: BullMQ's Postgres backend, in schema `bullmq` of `databaseUrl`. */
  redisUrl?: string;
  databaseUrl: string;
  /** Sets deployments on one Redis apart; in braces, so that a cluster keeps a queue's keys together. */
  prefix?: string;
  /** How long a job stays with a worker that gives no sign of life, in milliseconds. Default: 10 s. */
  lockMs?: number;
  /** Told of lost connections; they are made again. */
  onError?: (error: Error) => void;
}

export interface WorkOptions<Name extends JobName> {
  concurrency: number;
  /** Told once when the last attempt of a job failed. */
  onFailed?: (payload: Payload<Name>, error: Error) => void;
}

export interface RunningWork {
  /** Takes no further job and waits for those in hand. */
  close(): Promise<void>;
}

type Handler<Name extends JobName> = (payload: Payload<Name>, job: { attempt: number }) => Promise<void>;
type AnyQueue = Queue<unknown, unknown, string, unknown, unknown, string, IQueueBackend>;

/** BullMQ behind the catalogue of jobs. Postgres holds the truth; a lost job is made again by a sweeper. */
export class Queues {
  readonly backend: 'redis' | 'postgres';
  readonly #queues = new Map<JobName, AnyQueue>();
  readonly #workers = new Set<Worker>();
  readonly #closers: (() => Promise<unknown>)[] = [];
  readonly #open: (name: JobName) => AnyQueue;
  readonly #startWorker: (name: JobName, process: (job: Job) => Promise<void>, concurrency: number) => Worker;
  readonly #onError: (error: Error) => void;
  readonly #ready: Promise<void>;

  constructor(options: QueuesOptions) {
    this.#onError = options.onError ?? (() => {});
    const opened = options.redisUrl
      ? openRedis(options.redisUrl, options, this.#onError)
      : openPostgres(options.databaseUrl, options, this.#onError);
    this.backend = options.redisUrl ? 'redis' : 'postgres';
    this.#open = opened.queue;
    this.#startWorker = opened.worker;
    this.#ready = opened.ready;
    this.#ready.catch(() => {});
    this.#closers.push(opened.close);
  }

  /** Adds jobs; one whose id is still remembered is left alone. Rejects at once when the queue cannot be reached. */
  async enqueue<Name extends JobName>(name: Name, payloads: Payload<Name>[]): Promise<void> {
    const { attempts, backoff, jobId } = catalogue[name];
    await this.#ready;
    await this.#queue(name).addBulk(
      payloads.map((data) => ({
        name,
        data,
        opts: {
          jobId: (jobId as (payload: Payload<Name>) => string)(data),
          attempts,
          backoff: { type: 'exponential', delay: backoff.firstMs, jitter: 0.5 },
          // Forgotten when over: the sweeper makes a job again under the same id if its rows still wait.
          removeOnComplete: true,
          removeOnFail: true,
        },
      })),
    );
  }

  /** Runs `handler` for each job, at least once. A payload that does not fit the catalogue is dropped, not retried. */
  async work<Name extends JobName>(
    name: Name,
    handler: Handler<Name>,
    { concurrency, onFailed }: WorkOptions<Name>,
  ): Promise<RunningWork> {
    await this.#ready;
    const process = async (job: Job): Promise<void> => {
      const parsed = catalogue[name].payload.safeParse(job.data);
      if (!parsed.success) throw new UnrecoverableError(`the payload of ${name} is not what the catalogue says`);
      await handler(parsed.data as Payload<Name>, { attempt: job.attemptsMade + 1 });
    };
    const worker = this.#startWorker(name, process, concurrency);
    worker.on('error', this.#onError);
    worker.on('failed', (job, error) => {
      if (job && job.attemptsMade >= (job.opts.attempts ?? 1)) onFailed?.(job.data as Payload<Name>, error);
    });
    this.#workers.add(worker);
    return {
      close: async () => {
        this.#workers.delete(worker);
        await worker.close();
      },
    };
  }

  async depth(name: JobName): Promise<{ waiting: number; active: number }> {
    await this.#ready;
    const counts = await this.#queue(name).getJobCounts('waiting', 'prioritized', 'delayed', 'active');
    const { waiting = 0, prioritized = 0, delayed = 0, active = 0 } = counts;
    return { waiting: waiting + prioritized + delayed, active };
  }

  /** When the job that is next in the queue was added; null where none waits. Those before it have been taken. */
  async oldestWaiting(name: JobName): Promise<Date | null> {
    await this.#ready;
    const [next] = await this.#queue(name).getJobs(['waiting'], 0, 0, true);
    return next ? new Date(next.timestamp) : null;
  }

  /** Rejects when a job could not be written just now. */
  async check(): Promise<void> {
    await this.#ready;
    await this.#queue('dispatch').getJobCounts('active');
  }

  async close(): Promise<void> {
    await Promise.all([...this.#workers].map((worker) => worker.close()));
    await this.#ready.catch(() => {});
    await Promise.all([...this.#queues.values()].map((queue) => queue.close().catch(() => {})));
    for (const close of this.#closers.toReversed()) await close();
  }

  #queue(name: JobName): AnyQueue {
    let queue = this.#queues.get(name);
    if (!queue) {
      queue = this.#open(name);
      queue.on('error', this.#onError);
      this.#queues.set(name, queue);
    }
    return queue;
  }
}

export const createQueues = (options: QueuesOptions): Queues => new Queues(options);

interface Opened {
  queue: (name: JobName) => AnyQueue;
  worker: (name: JobName, process: (job: Job) => Promise<void>, concurrency: number) => Worker;
  ready: Promise<void>;
  close: () => Promise<unknown>;
}

type Settings = Pick<QueuesOptions, 'prefix' | 'lockMs'>;

/** A worker that died gives its jobs back after the lock's time; short, since decisions take milliseconds. */
const workerTimes = ({ lockMs = 10_000 }: Settings) => ({
  lockDuration: lockMs,
  stalledInterval: lockMs / 2,
  maxStalledCount: 20,
  runRetryDelay: 1_000,
});

function openRedis(url: string, settings: Settings, onError: (error: Error) => void): Opened {
  const { prefix = '{moderato}' } = settings;
  const bound = withBackend(createRedisBackend);
  // Adding must fail at once when Redis is away: the row is committed, the sweeper makes the job.
  const adding = new Redis(url, {
    maxRetriesPerRequest: 1,
    enableOfflineQueue: true,
    commandTimeout: 2_000,
    connectTimeout: 2_000,
  });
  const working = new Redis(url, { maxRetriesPerRequest: null });
  for (const connection of [adding, working]) connection.on('error', onError);
  return {
    queue: (name) =>
      new bound.Queue(name, { connection: adding, prefix, skipWaitingForReady: true }) as unknown as AnyQueue,
    worker: (name, process, concurrency) =>
      new bound.Worker(name, process, {
        connection: working,
        prefix,
        concurrency,
        ...workerTimes(settings),
      }) as unknown as Worker,
    ready: Promise.resolve(),
    close: async () => {
      for (const connection of [adding, working]) connection.disconnect();
    },
  };
}

function openPostgres(url: string, settings: Settings, onError: (error: Error) => void): Opened {
  const bound = withBackend(createPostgresBackend);
  const connection = { connectionString: url, max: 8, keepAlive: true, application_name: 'moderato-queue' };
  return {
    queue: (name) => new bound.Queue(name, { connection }) as unknown as AnyQueue,
    worker: (name, process, concurrency) =>
      new bound.Worker(name, process, { connection, concurrency, ...workerTimes(settings) }) as unknown as Worker,
    ready: prepareSchema(url).catch((error: Error) => {
      onError(error);
      throw error;
    }),
    close: async () => {},
  };
}

async function prepareSchema(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await runMigrations(client);
  } finally {
    await client.end();
  }
}
