import { MasterKeys } from '@moderato/database';
import { domainOf } from '@moderato/email';
import { createJudge } from '@moderato/engine';
import { apiKeyAuth, createCursors, healthRoutes, openSharedCounts, type Service } from '@moderato/http';
import { openRuntime, type RuntimeOverrides, serviceOf } from '@moderato/runtime';
import { createApp } from './app.js';
import { CommentWriter } from './comments/comment-writer.js';
import { DecisionWaiters } from './comments/decision-waiters.js';
import type { IntakeConfig } from './config.js';
import type { IntakeDeps } from './deps.js';
import { IngestSources } from './ingest/ingest-sources.js';
import { createIntakeMetrics } from './intake-metrics.js';
import { ReportWriter } from './reports/report-writer.js';
import { loadKeyContext } from './site-context.js';

export interface IntakeOverrides extends RuntimeOverrides {
  queues?: IntakeDeps['queues'];
  moderate?: IntakeDeps['moderate'];
}

/** Flushes of one site at once: a second one keeps Postgres busy while the first commits, where there is much to write. */
const flushing = { maxRows: 200, maxFlushes: 2, worthAnother: 50 };

/** Builds the public HTTP process. `start` rejects when Postgres cannot be reached or lacks migrations. */
export async function createIntake(config: IntakeConfig, overrides: IntakeOverrides = {}): Promise<Service> {
  const runtime = openRuntime('intake', config, overrides);
  const { clock, log, database, registry, onError } = runtime;
  const queues = overrides.queues ?? runtime.queues;
  const sharedCounts = config.REDIS_URL
    ? openSharedCounts(config.REDIS_URL, { prefix: overrides.queuePrefix, onError })
    : undefined;
  const masterKeys = new MasterKeys(config.MODERATO_MASTER_KEY);
  const metrics = createIntakeMetrics(registry);
  const deps: IntakeDeps = {
    auth: apiKeyAuth({ lookUp: (key) => loadKeyContext(database, key, clock.now()) }),
    clock,
    comments: new CommentWriter(
      { database, masterKeys, queues, clock, log, metrics },
      { ...flushing, flushMs: config.INTAKE_FLUSH_MS, maxWaiting: config.INTAKE_MAX_WAITING },
    ),
    cursors: createCursors(masterKeys.derive('cursors')),
    database,
    log,
    masterKeys,
    moderate: overrides.moderate ?? createJudge((err) => log.error({ event: 'model.unreadable', err })),
    queues,
    reports: new ReportWriter({
      database,
      masterKeys,
      clock,
      mailDomain: domainOf(config.MODERATO_MAIL_FROM),
      bell: runtime.bell,
    }),
    sources: new IngestSources(database, masterKeys),
    waiters: new DecisionWaiters(database, log),
    allowPrivateUrls: config.MODERATO_ALLOW_PRIVATE_URLS,
    mailFrom: config.MODERATO_MAIL_FROM,
    publicUrl: config.MODERATO_INTAKE_URL,
    standardWebhookSecret: config.MODERATO_DEMO_WEBHOOK_SECRET,
  };
  const health = healthRoutes({
    checks: {
      database: { critical: true, run: () => database.check() },
      // Comments are accepted without it: their jobs are made again by the sweep.
      queue: { critical: false, run: () => runtime.queues.check() },
    },
    details: () => ({ queue: runtime.queues.backend }),
    registry,
  });
  const app = createApp(deps, {
    health,
    metrics,
    publicUrl: config.MODERATO_INTAKE_URL,
    trustedProxies: config.INTAKE_TRUSTED_PROXIES,
    sharedCounts,
    traced: config.OTEL_EXPORTER_OTLP_ENDPOINT !== undefined,
  });
  // Once requests are answered, and while the queue is still open.
  const close = async () => {
    await deps.comments.close();
    await runtime.close();
  };
  const service = serviceOf({ ...runtime, close }, config, { app, health });
  return {
    ...service,
    async stop() {
      await service.stop();
      sharedCounts?.close();
    },
  };
}
