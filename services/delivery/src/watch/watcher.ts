import { claimWatch, type Database, type Looked, listSitesWithDueWatch } from '@moderato/database';
import type { Clock, WatchResult } from '@moderato/domain';
import type { Logger } from '@moderato/observability';
import type { PageFetcher } from '@moderato/pages';
import type { Queues } from '@moderato/queues';
import pLimit from 'p-limit';
import { composeNotices } from './compose-notices.js';
import { type Reading, readPage } from './read-page.js';
import { recordLook } from './record-look.js';

const atOnce = 4;

export interface WatcherOptions {
  database: Database;
  fetcher: PageFetcher;
  clock: Clock;
  log: Logger;
  /** Longer than a page may take, read and understood. */
  leaseMs: number;
  /** Without them the workers' sweep finds the backtests. */
  queues?: Pick<Queues, 'enqueue'> | undefined;
  /** Right of the @ in Message-IDs. */
  mailDomain: string;
  /** Told of every look that was written down. */
  onLook?: (result: WatchResult) => void;
}

/**
 * Looks at the pages that are due, each under a lease and outside any transaction, and makes the mails that editors are
 * owed. A process that is killed in a look leaves its lease to run out: another looks again, and what came of it is
 * written once.
 */
export class Watcher {
  readonly #options: WatcherOptions;
  readonly #limit = pLimit(atOnce);
  #stopping = false;

  constructor(options: WatcherOptions) {
    this.#options = options;
  }

  /** Returns how many pages were looked at. */
  async tick(): Promise<number> {
    const { database, clock } = this.#options;
    await composeNotices(this.#options);
    const due = await listSitesWithDueWatch(database, clock.now());
    const looks = await Promise.all(due.map((siteId) => this.#limit(() => this.#look(siteId))));
    const done = looks.filter(Boolean).length;
    if (done > 0) await composeNotices(this.#options);
    return done;
  }

  /** Begins no more looks. */
  stop(): void {
    this.#stopping = true;
  }

  async #look(siteId: string): Promise<boolean> {
    if (this.#stopping) return false;
    const { database, clock, log, leaseMs } = this.#options;
    const at = clock.now();
    const leasedUntil = new Date(at.getTime() + leaseMs);
    const startedAt = performance.now();
    try {
      const claimed = await database.withSite(siteId, (tx) => claimWatch(tx, siteId, { at, leasedUntil }));
      if (!claimed) return false;
      const reading = await this.#read(siteId, claimed);
      // Cut off by our own end, which says nothing of the page: the next process looks again.
      if (this.#stopping && reading.kind === 'failed') return false;
      const looked = await recordLook(database, siteId, { claimed, reading, at: clock.now() });
      if (looked) this.#tell(siteId, looked, Math.round(performance.now() - startedAt));
      else log.info({ event: 'watch.overtaken', siteId });
      return looked !== null;
    } catch (err) {
      // One site's trouble is not another's; its lease runs out and it is looked at again.
      log.warn({ event: 'watch.unrecorded', siteId, err });
      return false;
    }
  }

  async #read(siteId: string, claimed: Parameters<typeof readPage>[0]): Promise<Reading> {
    try {
      return await readPage(claimed, this.#options);
    } catch (err) {
      this.#options.log.error({ event: 'watch.unreadable', siteId, err });
      return { kind: 'failed', result: 'unreachable', words: 'Moderato failed on the page.', waitMs: null };
    }
  }

  #tell(siteId: string, { result, draftVersion, backtestId, alarm, failures, nextLookAt }: Looked, durationMs: number) {
    const { queues, log, onLook } = this.#options;
    const about = { result, draftVersion, alarm: alarm?.kind ?? null, failures, nextLookAt, durationMs };
    log.info({ event: 'watch.looked', siteId, ...about });
    if (result) onLook?.(result);
    if (result !== 'changed' || !backtestId) return;
    queues
      ?.enqueue('backtest', [{ siteId, backtestId }])
      .catch((err: Error) => log.warn({ event: 'enqueue.failed', siteId, err }));
  }
}
