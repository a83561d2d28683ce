import { type Database, listSiteIds, MasterKeys } from '@moderato/database';
import type { Clock } from '@moderato/domain';
import { domainOf } from '@moderato/email';
import type { HealthCheck } from '@moderato/http';
import type { Logger } from '@moderato/observability';
import { startWakingLoop, type WakingLoop } from '@moderato/runtime';
import { type DeliveryConfig, mailFrom } from '../config.js';
import { MailPlacer } from './mail-placer.js';
import { MailboxReader } from './mailbox-reader.js';
import { type Mailbox, mailboxesOf } from './mailbox-url.js';

const stuckAfterMs = (pollMs: number): number => Math.max(120_000, 3 * pollMs);

export interface InboxDeps {
  database: Database;
  clock: Clock;
  log: Logger;
  /** Mails are owed that were not before. */
  onOwed: () => void;
}

export interface Inbox {
  start(): void;
  /** Places now what intake has kept. */
  wake(): void;
  checks: Record<string, HealthCheck>;
  stop(): Promise<void>;
}

/** `<moderato@paper.example>` or the bare address. */
const addressOf = (from: string): string => (/<([^<>]+)>\s*$/.exec(from)?.[1] ?? from).trim().toLowerCase();

async function siteOf({ database }: InboxDeps, { site }: Mailbox): Promise<string> {
  if (site === null) {
    const [only, ...others] = await listSiteIds(database);
    if (!only || others.length > 0)
      throw new Error('REPORTS_IMAP_URL names no site (?site=slug), and there is not just one');
    return only;
  }
  const [found] = await database.acrossSites<{ id: string | null }>('select site_of_slug($1) as id', [site]);
  if (!found?.id) throw new Error('REPORTS_IMAP_URL names a site that is not there');
  return found.id;
}

/** Reads the mailboxes of REPORTS_IMAP_URL and places every mail that is kept, also those that intake took in. */
export function createInbox(config: DeliveryConfig, deps: InboxDeps): Inbox {
  const { database, clock, log, onOwed } = deps;
  const masterKeys = new MasterKeys(config.MODERATO_MASTER_KEY);
  const from = mailFrom(config);
  const mailDomain = domainOf(from);
  const placer = new MailPlacer({ database, masterKeys, clock, log, mailDomain, ownAddress: addressOf(from) });
  const mailboxes = config.REPORTS_IMAP_URL ? mailboxesOf(config.REPORTS_IMAP_URL) : [];
  const loops: WakingLoop[] = [];
  const readers: MailboxReader[] = [];
  let placing: WakingLoop | undefined;
  const failed = (event: string) => (err: unknown) => log.warn({ event, err });

  // What a mail server's error carries beside its message may be the command, password and all.
  const told = (error: unknown) => {
    const { code, message } = error as Error & { code?: unknown };
    log.warn({ event: 'mailbox.failed', code: typeof code === 'string' ? code : 'unknown', reason: message });
  };

  const startReading = (mailbox: Mailbox) => {
    let reader: MailboxReader | undefined;
    const loop = startWakingLoop(
      config.REPORTS_POLL_MS,
      async () => {
        if (!reader) {
          const siteId = await siteOf(deps, mailbox);
          const allowPlain = config.MODERATO_ALLOW_PRIVATE_URLS;
          const onNews = () => loop.wake();
          reader = new MailboxReader({
            database,
            masterKeys,
            clock,
            log,
            mailDomain,
            siteId,
            mailbox,
            allowPlain,
            onNews,
          });
          readers.push(reader);
        }
        if ((await reader.pass()) > 0) placing?.wake();
      },
      told,
    );
    loops.push(loop);
  };

  return {
    start() {
      const place = async () => {
        if ((await placer.pass()) > 0) onOwed();
      };
      placing = startWakingLoop(config.DELIVERY_POLL_MS, place, failed('placing.failed'));
      mailboxes.forEach(startReading);
    },
    wake: () => placing?.wake(),
    checks:
      mailboxes.length === 0
        ? {}
        : {
            reportsMailbox: {
              critical: false,
              run: async () =>
                void (await Promise.all(loops.map((loop) => loop.check(stuckAfterMs(config.REPORTS_POLL_MS))))),
            },
          },
    async stop() {
      placer.stop();
      await Promise.all(readers.map((reader) => reader.stop()));
      await Promise.all([placing?.stop(), ...loops.map((loop) => loop.stop())]);
    },
  };
}
