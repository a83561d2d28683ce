import { Database } from '@moderato/database';
import { type Clock, systemClock } from '@moderato/domain';
import { createHttpServer, healthRoutes } from '@moderato/http';
import { createLogger, createRegistry, inSpan, type Logger, startTracing } from '@moderato/observability';
import { createQueues, type RunningWork } from '@moderato/queues';
import type { Sender } from '@moderato/webhooks';
import { createApp } from './app.js';
import type { DeliveryConfig } from './config.js';
import { createOutbox } from './create-outbox.js';
import { createDeliveryMetrics } from './delivery-metrics.js';

export interface DeliveryOverrides {
  clock?: Clock;
  log?: Logger;
  sender?: Sender;
  /** 0..1, for jitter. */
  random?: () => number;
  /** Sets test runs on one Redis apart. */
  queuePrefix?: string;
}

export interface RunningService {
  start(): Promise<{ port: number }>;
  stop(): Promise<void>;
}

/** Builds what dials addresses that users name: webhooks and mail. */
export async function createDelivery(
  config: DeliveryConfig,
  overrides: DeliveryOverrides = {},
): Promise<RunningService> {
  const clock = overrides.clock ?? systemClock;
  const log = overrides.log ?? createLogger({ service: 'delivery', level: config.LOG_LEVEL });
  const stopTracing = startTracing({ service: 'delivery', endpoint: config.OTEL_EXPORTER_OTLP_ENDPOINT });
  const onError = (err: Error) => log.warn({ event: 'connection.lost', err });
  const { DATABASE_URL: url, DATABASE_CONNECTIONS: maxConnections } = config;
  const database = new Database({ url, maxConnections, applicationName: 'moderato-delivery', onError });
  const prefix = overrides.queuePrefix && { prefix: overrides.queuePrefix };
  const queues = createQueues({ redisUrl: config.REDIS_URL, databaseUrl: url, ...prefix, onError });
  const registry = createRegistry('delivery');
  const metrics = createDeliveryMetrics(registry, { database, clock });
  const outbox = createOutbox(config, { ...overrides, database, clock, log, metrics });
  const health = healthRoutes({
    checks: {
      database: { critical: true, run: () => database.check() },
      // Without jobs the timer still finds what is due.
      queue: { critical: false, run: () => queues.check() },
      ...outbox.checks,
    },
    details: () => ({ queue: queues.backend, mailTo: config.SMTP_URL ? 'smtp' : 'database' }),
    registry,
  });
  const server = createHttpServer(createApp(health, log), { host: config.HOST, port: config.PORT });
  let work: RunningWork | undefined;
  return {
    async start() {
      await database.check();
      outbox.start();
      const wake = async () => outbox.wake();
      work = await queues.work(
        'dispatch',
        ({ trace }) => inSpan('dispatch', { kind: 'consumer', ...(trace && { carrier: trace }) }, wake),
        { concurrency: 4 },
      );
      return server.start();
    },
    async stop() {
      health.drain();
      await work?.close();
      await outbox.stop();
      await queues.close();
      await server.stop();
      await database.close();
      await stopTracing();
    },
  };
}
