import { setTimeout as pause } from 'node:timers/promises';
import { countMailAlarms, type Database, keepMail, MasterKeys } from '@moderato/database';
import { type Clock, newId } from '@moderato/domain';
import { createMailer, domainOf, type Mailer } from '@moderato/email';
import type { HealthCheck } from '@moderato/http';
import type { Logger } from '@moderato/observability';
import { createPageFetcher, type PageFetcher } from '@moderato/pages';
import type { Queues } from '@moderato/queues';
import { startWakingLoop, type WakingLoop } from '@moderato/runtime';
import { createSender, publicLookup, refuseUrl, type Sender } from '@moderato/webhooks';
import { type DeliveryConfig, mailFrom } from './config.js';
import type { DeliveryMetrics } from './delivery-metrics.js';
import { createAppealComposer } from './mail/compose-due-appeals.js';
import { createNoticeComposer } from './mail/compose-due-notices.js';
import { createOutcomeComposer } from './mail/compose-due-outcomes.js';
import { createReportComposer } from './mail/compose-due-reports.js';
import { MailDispatcher } from './mail/mail-dispatcher.js';
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

/** Webhooks, mail and looks in loops of their own, so that a slow mail server or page holds up no webhook. */
export function createOutbox(config: DeliveryConfig, deps: OutboxDeps): Outbox {
  const { database, clock, log, metrics } = deps;
  let webhookLoop: WakingLoop | undefined;
  let mailLoop: WakingLoop | undefined;
  let watchLoop: WakingLoop | undefined;
  const allowPrivate = config.MODERATO_ALLOW_PRIVATE_URLS;
  const timeoutMs = config.DELIVERY_TIMEOUT_MS;
  const mailDomain = domainOf(mailFrom(config));
  const leaseMs = config.DELIVERY_LEASE_MS;
  const masterKeys = new MasterKeys(config.MODERATO_MASTER_KEY);
  const webhooks = new WebhookDispatcher({
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
    onRoom: () => webhookLoop?.wake(),
  });
  const { mailer, mail } = openMail(config, deps, { mailDomain, masterKeys });
  const { watcher, fetcher } = openWatcher(config, deps, mailDomain);
  const failed = (event: string) => (err: unknown) => log.warn({ event, err });
  return {
    start() {
      webhookLoop = startWakingLoop(config.DELIVERY_POLL_MS, () => webhooks.pass(), failed('webhooks.failed'));
      mailLoop = startWakingLoop(config.DELIVERY_POLL_MS, () => mail.tick(), failed('mail.failed'));
      const look = async () => {
        if ((await watcher.tick()) > 0) mailLoop?.wake();
      };
      watchLoop = startWakingLoop(config.DELIVERY_POLL_MS, look, failed('watch.failed'));
    },
    wake() {
      webhookLoop?.wake();
      mailLoop?.wake();
      watchLoop?.wake();
    },
    checks: {
      webhooks: { critical: false, run: async () => webhookLoop?.check(stuckAfterMs) },
      mail: { critical: false, run: async () => mailLoop?.check(stuckAfterMs) },
      mailAddresses: { critical: false, run: () => checkAddresses(database, clock.now()) },
      watch: { critical: false, run: async () => watchLoop?.check(stuckAfterMs) },
    },
    async stop() {
      mail.stop();
      watcher.stop();
      await Promise.all([
        webhookLoop?.stop().then(() => webhooks.stop(drainMs)),
        // A mail server that is still thinking then is asked again later, under the same Message-ID.
        mailLoop && Promise.race([mailLoop.stop(), pause(drainMs, undefined, { ref: false })]),
        // A look that is cut off is taken up by another process when its lease has run out.
        watchLoop && Promise.race([watchLoop.stop(), pause(drainMs, undefined, { ref: false })]),
      ]);
      await fetcher.close();
      await mailer.close();
    },
  };
}
