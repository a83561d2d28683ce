import type { RequestListener } from 'node:http';
import type { ServiceSettings } from '@moderato/config';
import { Database } from '@moderato/database';
import { type Clock, systemClock } from '@moderato/domain';
import { createHttpServer, type Health, type Service } from '@moderato/http';
import { createLogger, createRegistry, type Logger, type Registry, startTracing } from '@moderato/observability';
import { createDeskBell, createQueues, createSignals, type DeskBell, type Queues } from '@moderato/queues';

/** What tests put in the place of the real thing. */
export interface RuntimeOverrides {
  clock?: Clock;
  log?: Logger;
  /** Sets test runs on one Redis apart. */
  queuePrefix?: string;
}

/** What every process has open while it runs. */
export interface Runtime {
  clock: Clock;
  log: Logger;
  database: Database;
  queues: Queues;
  /** Tells moderators' desks what is new, and hears what they tell. */
  bell: DeskBell;
  registry: Registry;
  /** Told of connections that were lost; they are made again. */
  onError: (error: Error) => void;
  /** The queue first, traces last. */
  close(): Promise<void>;
}

/** Opens log, traces, database, queue and metrics for the process `service`. Connects to nothing yet. */
export function openRuntime(service: string, config: ServiceSettings, overrides: RuntimeOverrides = {}): Runtime {
  const log = overrides.log ?? createLogger({ service, level: config.LOG_LEVEL });
  const stopTracing = startTracing({ service, endpoint: config.OTEL_EXPORTER_OTLP_ENDPOINT });
  const onError = (err: Error) => log.warn({ event: 'connection.lost', err });
  const { DATABASE_URL: url, DATABASE_CONNECTIONS: maxConnections } = config;
  const database = new Database({ url, maxConnections, applicationName: `moderato-${service}`, onError });
  const prefix = overrides.queuePrefix && { prefix: overrides.queuePrefix };
  const queues = createQueues({
    redisUrl: config.REDIS_URL,
    databaseUrl: url,
    lockMs: config.QUEUE_LOCK_MS,
    ...prefix,
    onError,
  });
  const signals = createSignals({ redisUrl: config.REDIS_URL, databaseUrl: url, ...prefix, onError });
  return {
    clock: overrides.clock ?? systemClock,
    log,
    database,
    queues,
    bell: createDeskBell(signals, (err) => log.warn({ event: 'desk.not_told', err })),
    registry: createRegistry(service),
    onError,
    async close() {
      await queues.close();
      await signals.close();
      await database.close();
      await stopTracing();
    },
  };
}

interface Parts {
  app: RequestListener;
  health: Health;
  /** Begins the work beside HTTP; begun before HTTP answers. */
  start?: () => Promise<void>;
  /** Ends that work, with what is in hand. */
  stop?: () => Promise<void>;
}

/** A service over an open runtime. `start` rejects when Postgres cannot be reached or lacks migrations. */
export function serviceOf(
  runtime: Runtime,
  { HOST: host, PORT: port }: { HOST: string; PORT: number },
  { app, health, start, stop }: Parts,
): Service {
  const server = createHttpServer(app, { host, port });
  return {
    async start() {
      await runtime.database.check();
      await start?.();
      return server.start();
    },
    async stop() {
      health.drain();
      await stop?.();
      await server.stop();
      await runtime.close();
    },
  };
}
