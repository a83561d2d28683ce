import { MasterKeys } from '@moderato/database';
import { createJudge, type Judge } from '@moderato/engine';
import { createCursors, healthRoutes, type Service } from '@moderato/http';
import { openRuntime, type RuntimeOverrides, serviceOf } from '@moderato/runtime';
import { createApp } from './app.js';
import type { ConsoleConfig } from './config.js';
import { createConsoleMetrics } from './console-metrics.js';
import type { ConsoleDeps } from './deps.js';
import { LiveDesks } from './live/live-desks.js';
import { builtWebApp } from './pages/web-app.js';

export interface ConsoleOverrides extends RuntimeOverrides {
  /** Folder of the built desk. */
  webFolder?: string;
}

/** The model is read when the first comment is tried: most consoles never need it. */
function onceAsked(make: () => Judge): Judge {
  let judge: Judge | undefined;
  return (submission, policy) => {
    judge ??= make();
    return judge(submission, policy);
  };
}

/** Builds the moderators' process. `start` rejects when Postgres cannot be reached or lacks migrations. */
export async function createConsole(config: ConsoleConfig, overrides: ConsoleOverrides = {}): Promise<Service> {
  const runtime = openRuntime('console', config, overrides);
  const { clock, log, database, queues, bell, registry } = runtime;
  const desks = new LiveDesks(bell, log);
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
  const deps: ConsoleDeps = {
    database,
    queues,
    bell,
    desks,
    masterKeys,
    cursors: createCursors(masterKeys.derive('console-cursors')),
    clock,
    judge: onceAsked(() => createJudge((err) => log.error({ event: 'model.unreadable', err }))),
    log,
    metrics: createConsoleMetrics(registry),
    consoleUrl: config.MODERATO_CONSOLE_URL ? new URL(config.MODERATO_CONSOLE_URL) : null,
    demoLogin: config.MODERATO_DEMO_LOGIN,
  };
  const webFolder = overrides.webFolder ?? builtWebApp;
  const app = createApp(deps, { health, webFolder, keepsMail: config.SMTP_URL === undefined });
  return serviceOf(runtime, config, { app, health, stop: async () => desks.close() });
}
