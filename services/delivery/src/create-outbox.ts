import { setTimeout as pause } from 'node:timers/promises';
import { countMailAlarms, type Database, keepMail, MasterKeys } from '@moderato/database';
import { type Clock, newId } from '@moderato/domain';
import { createMailer, domainOf, type Mailer } from '@moderato/email';
import type { HealthCheck } from '@moderato/http';
import type { Logger } from '@moderato/observability';
import { createPageFetcher, type PageFetcher } from '@moderato/pages';
import type { Queues } from '@moderato/queues';
import { startWakingLoop, type WakingLoop } from '@moderato/runtime';
import { createApiClient, createSender, publicLookup, refuseUrl, type Sender } from '@moderato/webhooks';
import { type DeliveryConfig, mailFrom } from './config.js';
import type { DeliveryMetrics } from './delivery-metrics.js';
import { createAppealComposer } from './mail/compose-due-appeals.js';
import { createNoticeComposer } from './mail/compose-due-notices.js';
import { createOutcomeComposer } from './mail/compose-due-outcomes.js';
import { createReportComposer } from './mail/compose-due-reports.js';
import { MailDispatcher } from './mail/mail-dispatcher.js';
import { StatementSubmitter } from './statements/statement-submitter.js';
import { Watcher } from './watch/watcher.js';
import { WebhookDispatcher } from './webhooks/webhook-dispatcher.js';

const userAgent = 'Moderato/0.1.0';
const drainMs = 7_000;
const stuckAfterMs = 60_000;

export interface OutboxDeps {
  database: Database;
  clock: Clock;
  log: Logger;
  metrics: DeliveryMetrics;
  /** Default: one that obeys the settings. */
  sender?: Sender | undefined;
  /** Default: one that obeys the settings and robots.txt. */
  fetcher?: PageFetcher | undefined;
  queues?: Pick<Queues, 'enqueue'> | undefined;
  /** 0..1, for jitter; default `Math.random`. */
  random?: (() => number) | undefined;
}

export interface Outbox {
  start(): void;
  /** Looks at the outbox now rather than at the timer's next beat. */
  wake(): void;
  checks: Record<string, HealthCheck>;
  /** Waits a few seconds for what is in hand; the rest is left under its lease. */
  stop(): Promise<void>;
}

export function openMailer(
  config: DeliveryConfig,
  { database, clock }: Pick<OutboxDeps, 'database' | 'clock'>,
): Mailer {
  const from = mailFrom(config);
  if (config.SMTP_URL) return createMailer({ smtpUrl: config.SMTP_URL }, { from });
  return createMailer(
    {
      keep: async ({ siteId, to, messageId, subject, text, html, commentIds, isPrivate }) => {
        const keptAt = clock.now();
        const about = { id: newId(keptAt), sender: from, recipient: isPrivate ? 'a reader' : to, keptAt };
        const kept = { ...about, messageId, subject, text, html, commentIds };
        const done = await database.withSite(siteId, (tx) => keepMail(tx, siteId, kept));
        // It is rendered anew, without the text, at the next attempt.
        if (!done) throw new Error('a comment was erased while its mail was written');
      },
    },
    { from },
  );
}

/** Fetches the pages that sites have watched; as for webhooks, never from private addresses unless the settings say so. */
function openFetcher({ MODERATO_ALLOW_PRIVATE_URLS: allowPrivate, DELIVERY_TIMEOUT_MS: timeoutMs }: DeliveryConfig) {
  return createPageFetcher({
    userAgent,
    robotsName: 'Moderato',
    refuse: (url) => refuseUrl(url, { allowPrivate, allowHttp: true }),
    lookup: allowPrivate ? undefined : publicLookup(),
    timeoutMs,
  });
}

function openWatcher(config: DeliveryConfig, deps: OutboxDeps, mailDomain: string) {
  const { database, clock, log, metrics, queues } = deps;
  const fetcher = deps.fetcher ?? openFetcher(config);
  const leaseMs = config.DELIVERY_LEASE_MS;
  const watcher = new Watcher({ leaseMs, database, fetcher, clock, log, queues, mailDomain, onLook: metrics.looked });
  return { watcher, fetcher };
}

/** A warning for whoever runs Moderato; which site and address, the console says. */
async function checkAddresses(database: Database, at: Date) {
  const counts = await countMailAlarms(database, at);
  const bad = counts.filter(({ count }) => count > 0).map(({ kind, count }) => `${kind}: ${count}`);
  return bad.length === 0 ? undefined : { status: 'warn' as const, note: bad.join(', ') };
}

function openMail(
  config: DeliveryConfig,
  deps: OutboxDeps,
  { mailDomain, masterKeys }: { mailDomain: string; masterKeys: MasterKeys },
) {
  const { database, clock, log, metrics } = deps;
  const mailer = openMailer(config, deps);
  const reports = createReportComposer({ database, clock, log, mailDomain, masterKeys });
  const others = [createOutcomeComposer, createNoticeComposer, createAppealComposer].map((make) =>
    make({ database, clock, mailDomain }),
  );
  const composer = {
    async composeDue() {
      let made = 0;
      for (const one of [reports, ...others]) made += await one.composeDue();
      return made;
    },
  };
  const mail = new MailDispatcher({
    database,
    mailer,
    composer,
    clock,
    log,
    metrics,
    consoleUrl: config.MODERATO_CONSOLE_URL,
    masterKeys,
    mailDomain,
    bounceDomain: config.MODERATO_BOUNCE_DOMAIN,
    intakeUrl: config.MODERATO_INTAKE_URL,
  });
  return { mailer, mail };
}

function openWebhooks(
  config: DeliveryConfig,
  deps: OutboxDeps,
  { mailDomain, masterKeys, onRoom }: { mailDomain: string; masterKeys: MasterKeys; onRoom: () => void },
): WebhookDispatcher {
  const { database, clock, log, metrics } = deps;
  const {
    MODERATO_ALLOW_PRIVATE_URLS: allowPrivate,
    DELIVERY_TIMEOUT_MS: timeoutMs,
    DELIVERY_LEASE_MS: leaseMs,
  } = config;
  return new WebhookDispatcher({
    leaseMs,
    leaseLeftMs: timeoutMs + leaseMs / 12,
    mailDomain,
    database,
    sender: deps.sender ?? createSender({ allowPrivate, timeoutMs, userAgent, clock }),
    masterKeys,
    clock,
    log,
    metrics,
    random: deps.random ?? Math.random,
    onRoom,
  });
}

function openStatements(config: DeliveryConfig, { database, clock, log }: OutboxDeps, masterKeys: MasterKeys) {
  const client = createApiClient({ allowPrivate: config.MODERATO_ALLOW_PRIVATE_URLS, userAgent, clock });
  return { statements: new StatementSubmitter({ database, client, masterKeys, clock, log }), client };
}

/** Webhooks, mail, looks and statements in loops of their own, so that a slow server or page holds up no other. */
export function createOutbox(config: DeliveryConfig, deps: OutboxDeps): Outbox {
  const loops = new Map<string, WakingLoop>();
  const mailDomain = domainOf(mailFrom(config));
  const masterKeys = new MasterKeys(config.MODERATO_MASTER_KEY);
  const onRoom = () => loops.get('webhooks')?.wake();
  const webhooks = openWebhooks(config, deps, { mailDomain, masterKeys, onRoom });
  const { mail, mailer } = openMail(config, deps, { mailDomain, masterKeys });
  const { watcher, fetcher } = openWatcher(config, deps, mailDomain);
  const { statements, client } = openStatements(config, deps, masterKeys);
  const look = async () => {
    if ((await watcher.tick()) > 0) loops.get('mail')?.wake();
  };
  const tasks: Record<string, () => Promise<unknown>> = {
    webhooks: () => webhooks.pass(),
    mail: () => mail.tick(),
    watch: look,
    statements: () => statements.tick(),
  };
  const names = Object.keys(tasks);
  // What is cut off is taken up by another process when its lease has run out; a mail goes under the same Message-ID.
  const stopLoop = (name: string) => Promise.race([loops.get(name)?.stop(), pause(drainMs, undefined, { ref: false })]);
  return {
    start() {
      for (const [name, run] of Object.entries(tasks)) {
        const failed = (err: unknown) => deps.log.warn({ event: `${name}.failed`, err });
        loops.set(name, startWakingLoop(config.DELIVERY_POLL_MS, run, failed));
      }
    },
    wake() {
      for (const loop of loops.values()) loop.wake();
    },
    checks: {
      ...Object.fromEntries(
        names.map((name) => {
          // A batch of statements may ask for a hundred of them one by one.
          const afterMs = name === 'statements' ? 10 * stuckAfterMs : stuckAfterMs;
          return [name, { critical: false, run: async () => loops.get(name)?.check(afterMs) }];
        }),
      ),
      mailAddresses: { critical: false, run: () => checkAddresses(deps.database, deps.clock.now()) },
    },
    async stop() {
      for (const one of [mail, watcher, statements]) one.stop();
      await Promise.all([
        loops
          .get('webhooks')
          ?.stop()
          .then(() => webhooks.stop(drainMs)),
        ...['mail', 'watch', 'statements'].map(stopLoop),
      ]);
      await client.close();
      await fetcher.close();
      await mailer.close();
    },
  };
}
