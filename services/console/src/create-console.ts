import { Database, MasterKeys } from '@moderato/database';
import { type Clock, systemClock } from '@moderato/domain';
import { createCursors, createHttpServer, healthRoutes, type Service } from '@moderato/http';
import { createLogger, createRegistry, type Logger, startTracing } from '@moderato/observability';
import { createQueues } from '@moderato/queues';
import { createApp } from './app.js';
import type { ConsoleConfig } from './config.js';
import { createConsoleMetrics } from './console-metrics.js';
import { builtWebApp } from './pages/web-app.js';

export interface ConsoleOverrides {
  clock?: Clock;
  log?: Logger;
  /** Sets test runs on one Redis apart. */
  queuePrefix?: string;
  /** Folder of the built desk. */
  webFolder?: string;
}

/** Builds the moderators' process. `start` rejects when Postgres cannot be reached or lacks migrations. */
export async function createConsole(config: ConsoleConfig, overrides: ConsoleOverrides = {}): Promise<Service> {
  const clock = overrides.clock ?? systemClock;
  const log = overrides.log ?? createLogger({ service: 'console', level: config.LOG_LEVEL });
  const stopTracing = startTracing({ service: 'console', endpoint: config.OTEL_EXPORTER_OTLP_ENDPOINT });
  const onError = (err: Error) => log.warn({ event: 'connection.lost', err });
  const database = new Database({
    url: config.DATABASE_URL,
    maxConnections: config.DATABASE_CONNECTIONS,
    applicationName: 'moderato-console',
    onError,
  });
  const queues = createQueues({
    redisUrl: config.REDIS_URL,
    databaseUrl: config.DATABASE_URL,
    ...(overrides.queuePrefix && { prefix: overrides.queuePrefix }),
    onError,
  });
  const registry = createRegistry('console');
  const health = healthRoutes({
    checks: {
      database: { critical: true, run: () => database.check() },
      // Not critical: a decision is recorded without it, and delivery's timer finds what it owes.
      queue: { critical: false, run: () => queues.check() },
    },
    details: () => ({ queue: queues.backend }),
    registry,
  });
  const masterKeys = new MasterKeys(config.MODERATO_MASTER_KEY);
  const deps = {
    database,
    queues,
    masterKeys,
    cursors: createCursors(masterKeys.derive('console-cursors')),
    clock,
    log,
    metrics: createConsoleMetrics(registry),
    consoleUrl: config.MODERATO_CONSOLE_URL ? new URL(config.MODERATO_CONSOLE_URL) : null,
    demoLogin: config.MODERATO_DEMO_LOGIN,
  };
  const webFolder = overrides.webFolder ?? builtWebApp;
  const app = createApp(deps, { health, webFolder, keepsMail: config.SMTP_URL === undefined });
  const server = createHttpServer(app, { host: config.HOST, port: config.PORT });

  return {
    async start() {
      await database.check();
      return server.start();
    },
    async stop() {
      health.drain();
      await server.stop();
      await queues.close();
      await database.close();
      await stopTracing();
    },
  };
}
