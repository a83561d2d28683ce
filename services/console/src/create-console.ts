import { MasterKeys } from '@moderato/database';
import { domainOf } from '@moderato/email';
import { createJudge, type Judge } from '@moderato/engine';
import { createCursors, healthRoutes, type Service } from '@moderato/http';
import { openRuntime, type RuntimeOverrides, serviceOf } from '@moderato/runtime';
import { createApp } from './app.js';
import type { ConsoleConfig } from './config.js';
import { createConsoleMetrics } from './console-metrics.js';
import type { ConsoleDeps } from './deps.js';
import { LiveDesks } from './live/live-desks.js';
import { builtWebApp } from './pages/web-app.js';
import { openIdCallback } from './routes/sign-in/sign-in-by-openid.js';
import { OpenId } from './sessions/openid.js';

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

/** Null where no provider is set. */
function openIdOf(config: ConsoleConfig, masterKeys: MasterKeys): OpenId | null {
  const { CONSOLE_OIDC_ISSUER: issuer, CONSOLE_OIDC_CLIENT_ID: clientId, MODERATO_CONSOLE_URL: consoleUrl } = config;
  const { CONSOLE_OIDC_CLIENT_SECRET: clientSecret, CONSOLE_OIDC_NAME: name } = config;
  if (!issuer || !clientId || !clientSecret || !consoleUrl) return null;
  return new OpenId({
    issuer: new URL(issuer),
    clientId,
    clientSecret,
    name,
    callback: new URL(openIdCallback, consoleUrl),
    cookieKey: Buffer.from(masterKeys.derive('openid-cookie'), 'base64url'),
  });
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
  const consoleUrl = config.MODERATO_CONSOLE_URL ? new URL(config.MODERATO_CONSOLE_URL) : null;
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
    consoleUrl,
    demoLogin: config.MODERATO_DEMO_LOGIN,
    openId: openIdOf(config, masterKeys),
    mailDomain: domainOf(config.MODERATO_MAIL_FROM ?? `@${consoleUrl?.hostname ?? 'localhost'}`),
  };
  const webFolder = overrides.webFolder ?? builtWebApp;
  const keepsMail = config.SMTP_URL === undefined;
  const app = createApp(deps, { health, webFolder, keepsMail, trustedProxies: config.CONSOLE_TRUSTED_PROXIES });
  return serviceOf(runtime, config, { app, health, stop: async () => desks.close() });
}
