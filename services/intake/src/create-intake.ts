import { Database, MasterKeys } from '@moderato/database';
import { type Clock, systemClock } from '@moderato/domain';
import { moderate } from '@moderato/engine';
import { apiKeyAuth, createCursors, createHttpServer, healthRoutes, type Service } from '@moderato/http';
import { createLogger, createRegistry, type Logger, startTracing } from '@moderato/observability';
import { createQueues } from '@moderato/queues';
import { createApp } from './app.js';
import { CommentWriter } from './comments/comment-writer.js';
import { DecisionWaiters } from './comments/decision-waiters.js';
import type { IntakeConfig } from './config.js';
import type { IntakeDeps } from './deps.js';
import { IngestSources } from './ingest/ingest-sources.js';
import { createIntakeMetrics } from './intake-metrics.js';
import { loadKeyContext } from './site-context.js';

export interface IntakeOverrides {
  clock?: Clock;
  log?: Logger;
  queues?: IntakeDeps['queues'];
  moderate?: IntakeDeps['moderate'];
  /** Sets test runs on one Redis apart. */
  queuePrefix?: string;
}

/** Flushes of one site at once: a second one keeps Postgres busy while the first commits, where there is much to write. */
const flushing = { maxRows: 200, maxFlushes: 2, worthAnother: 50 };

/** Builds the public HTTP process. `start` rejects when Postgres cannot be reached or lacks migrations. */
export async function createIntake(config: IntakeConfig, overrides: IntakeOverrides = {}): Promise<Service> {
  const clock = overrides.clock ?? systemClock;
  const log = overrides.log ?? createLogger({ service: 'intake', level: config.LOG_LEVEL });
  const stopTracing = startTracing({ service: 'intake', endpoint: config.OTEL_EXPORTER_OTLP_ENDPOINT });
  const onError = (err: Error) => log.warn({ event: 'connection.lost', err });
  const database = new Database({
    url: config.DATABASE_URL,
    maxConnections: config.DATABASE_CONNECTIONS,
    applicationName: 'moderato-intake',
    onError,
  });
  const queues = createQueues({
    redisUrl: config.REDIS_URL,
    databaseUrl: config.DATABASE_URL,
    ...(overrides.queuePrefix && { prefix: overrides.queuePrefix }),
    onError,
  });
  const masterKeys = new MasterKeys(config.MODERATO_MASTER_KEY);
  const registry = createRegistry('intake');
  const metrics = createIntakeMetrics(registry);
  const deps: IntakeDeps = {
    auth: apiKeyAuth({ lookUp: (key) => loadKeyContext(database, key) }),
    clock,
    comments: new CommentWriter(
      { database, masterKeys, queues: overrides.queues ?? queues, clock, log, metrics },
      { ...flushing, flushMs: config.INTAKE_FLUSH_MS, maxWaiting: config.INTAKE_MAX_WAITING },
    ),
    cursors: createCursors(masterKeys.derive('cursors')),
    database,
    log,
    masterKeys,
    moderate: overrides.moderate ?? ((submission, policy) => moderate(submission, policy, null)),
    queues: overrides.queues ?? queues,
    sources: new IngestSources(database, masterKeys),
    waiters: new DecisionWaiters(database, log),
    allowPrivateUrls: config.MODERATO_ALLOW_PRIVATE_URLS,
    standardWebhookSecret: config.MODERATO_DEMO_WEBHOOK_SECRET,
  };
  const health = healthRoutes({
    checks: {
      database: { critical: true, run: () => database.check() },
      // Comments are accepted without it: their jobs are made again by the sweep.
      queue: { critical: false, run: () => queues.check() },
    },
    details: () => ({ queue: queues.backend }),
    registry,
  });
  const app = createApp(deps, {
    health,
    metrics,
    publicUrl: config.MODERATO_INTAKE_URL,
    traced: config.OTEL_EXPORTER_OTLP_ENDPOINT !== undefined,
  });
  const server = createHttpServer(app, { host: config.HOST, port: config.PORT });

  return {
    async start() {
      await database.check();
      return server.start();
    },
    async stop() {
      health.drain();
      await server.stop();
      await deps.comments.close();
      await queues.close();
      await database.close();
      await stopTracing();
    },
  };
}
