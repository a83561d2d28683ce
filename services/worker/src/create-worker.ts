import { Database } from '@moderato/database';
import { type Clock, systemClock } from '@moderato/domain';
import { moderate } from '@moderato/engine';
import { createHttpServer, healthRoutes, type Service } from '@moderato/http';
import { createLogger, createRegistry, type Logger, startTracing } from '@moderato/observability';
import { createQueues, type RunningWork } from '@moderato/queues';
import { createApp } from './app.js';
import type { WorkerConfig } from './config.js';
import type { Moderate } from './decide-revision.js';
import { every } from './every.js';
import { decideComments } from './jobs/decide-comments.js';
import { maintainTables } from './jobs/maintain-tables.js';
import { sweepLostJobs } from './jobs/sweep-lost-jobs.js';
import { LivePolicies } from './live-policies.js';
import { createWorkerMetrics } from './worker-metrics.js';

const hourMs = 3_600_000;

export interface WorkerOverrides {
  clock?: Clock;
  log?: Logger;
  moderate?: Moderate;
  /** Sets test runs on one Redis apart. */
  queuePrefix?: string;
}

/** Builds the deciding process. Rejects when Postgres or the queue cannot be reached. */
export async function createWorker(config: WorkerConfig, overrides: WorkerOverrides = {}): Promise<Service> {
  const clock = overrides.clock ?? systemClock;
  const log = overrides.log ?? createLogger({ service: 'worker', level: config.LOG_LEVEL });
  const stopTracing = startTracing({ service: 'worker', endpoint: config.OTEL_EXPORTER_OTLP_ENDPOINT });
  const onError = (err: Error) => log.warn({ event: 'connection.lost', err });
  const database = new Database({
    url: config.DATABASE_URL,
    maxConnections: config.DATABASE_CONNECTIONS,
    applicationName: 'moderato-worker',
    onError,
  });
  const queues = createQueues({
    redisUrl: config.REDIS_URL,
    databaseUrl: config.DATABASE_URL,
    ...(overrides.queuePrefix && { prefix: overrides.queuePrefix }),
    onError,
  });
  const registry = createRegistry('worker');
  const metrics = createWorkerMetrics(registry, { database, queues, clock });
  const health = healthRoutes({
    checks: {
      database: { critical: true, run: () => database.check() },
      queue: { critical: true, run: () => queues.check() },
    },
    details: () => ({ queue: queues.backend, model: null }),
    registry,
  });
  const server = createHttpServer(createApp({ health, log, clock }), { host: config.HOST, port: config.PORT });
  const policies = new LivePolicies(database);
  const judge = overrides.moderate ?? ((submission, policy) => moderate(submission, policy, null));
  const deps = { database, queues, policies, moderate: judge, clock, log, metrics };
  let work: RunningWork | undefined;
  let stopTimers: (() => Promise<void>)[] = [];

  return {
    async start() {
      await database.check();
      work = await queues.work('decide-comments', decideComments(deps), {
        concurrency: config.WORKER_CONCURRENCY,
        onFailed: ({ siteId, flushIds }, err) => log.error({ event: 'job.given_up', siteId, flushIds, err }),
      });
      const lostAfterMs = config.WORKER_LOST_AFTER_MS;
      stopTimers = [
        every(
          lostAfterMs,
          () => sweepLostJobs({ ...deps, lostAfterMs }),
          (err) => log.warn({ event: 'sweep.failed', err }),
        ),
        every(
          hourMs,
          () => maintainTables(deps),
          (err) => log.warn({ event: 'maintenance.failed', err }),
        ),
      ];
      return server.start();
    },
    async stop() {
      health.drain();
      await Promise.all(stopTimers.map((stop) => stop()));
      await work?.close();
      await queues.close();
      await server.stop();
      await database.close();
      await stopTracing();
    },
  };
}
