import { countHeldDegraded, Database } from '@moderato/database';
import { type Clock, systemClock } from '@moderato/domain';
import { moderate } from '@moderato/engine';
import { createHttpServer, healthRoutes, type Service } from '@moderato/http';
import { createLogger, createRegistry, type Logger, startTracing } from '@moderato/observability';
import { createQueues, type RunningWork } from '@moderato/queues';
import { createApp } from './app.js';
import type { WorkerConfig } from './config.js';
import type { Moderate } from './decide-revision.js';
import { type EngineHealth, probeEngine } from './engine-health.js';
import { decideComments } from './jobs/decide-comments.js';
import { LivePolicies } from './live-policies.js';
import { startTimers } from './start-timers.js';
import { createWorkerMetrics } from './worker-metrics.js';

export interface WorkerOverrides {
  clock?: Clock;
  log?: Logger;
  moderate?: Moderate;
  /** Default: asks the engine to judge a harmless sentence. */
  engineHealth?: () => EngineHealth;
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
  const judge = overrides.moderate ?? ((submission, policy) => moderate(submission, policy, null));
  const engineHealth = overrides.engineHealth ?? probeEngine(judge);
  const health = healthRoutes({
    checks: {
      database: { critical: true, run: () => database.check() },
      queue: { critical: true, run: () => queues.check() },
      // Degraded, not down: what cannot be judged in full is held for a person, and decided again later.
      engine: { critical: false, run: () => checkEngine(database, engineHealth()) },
    },
    details: () => ({ queue: queues.backend, model: null }),
    registry,
  });
  const server = createHttpServer(createApp({ health, log, clock }), { host: config.HOST, port: config.PORT });
  const policies = new LivePolicies(database);
  const deps = { database, queues, policies, moderate: judge, engineHealth, clock, log, metrics };
  let work: RunningWork | undefined;
  let stopTimers = async () => {};

  return {
    async start() {
      await database.check();
      work = await queues.work('decide-comments', decideComments(deps), {
        concurrency: config.WORKER_CONCURRENCY,
        onFailed: ({ siteId, flushId }, err) => log.error({ event: 'job.given_up', siteId, flushId, err }),
      });
      stopTimers = startTimers(deps, config);
      return server.start();
    },
    async stop() {
      health.drain();
      await stopTimers();
      await work?.close();
      await queues.close();
      await server.stop();
      await database.close();
      await stopTracing();
    },
  };
}

/** A warning where comments cannot be judged in full, or stand decided from when they could not. */
async function checkEngine(
  database: Database,
  { state, reasons }: EngineHealth,
): Promise<{ status: 'warn'; note: string } | undefined> {
  const held = await countHeldDegraded(database);
  if (state === 'ok' && held === 0) return undefined;
  const why = state === 'ok' ? 'recovering' : `degraded: ${reasons.join(', ')}`;
  return { status: 'warn', note: `${why}; ${held} held to be decided again` };
}
