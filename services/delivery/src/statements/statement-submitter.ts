import {
  claimStatements,
  type Database,
  findSite,
  findTransparencyToken,
  listSitesWithSubmission,
  type MasterKeys,
  oweStatements,
  recordStatements,
} from '@moderato/database';
import type { Clock } from '@moderato/domain';
import type { Logger } from '@moderato/observability';
import type { ApiClient } from '@moderato/webhooks';
import { BatchSubmission } from './submit-batch.js';
import { TransparencyDatabase } from './transparency-database.js';

/** As many as the database takes at once. */
const perBatch = 100;
/** Statements wait for hours: who looks once a minute is early enough. */
const lookEveryMs = 60_000;

export interface StatementSubmitterOptions {
  database: Database;
  client: ApiClient;
  masterKeys: MasterKeys;
  clock: Clock;
  log: Logger;
  /** Longer than a batch may take, with a question for each of its statements. */
  leaseMs?: number;
}

/**
 * Owes the EU's Transparency Database what has become firm, and sends it under leases, never inside a transaction. A
 * process that is killed after it sent leaves its lease to run out; the next one asks for what it left before it sends.
 */
export class StatementSubmitter {
  readonly #options: StatementSubmitterOptions;
  #lookAt = 0;
  #stopping = false;

  constructor(options: StatementSubmitterOptions) {
    this.#options = options;
  }

  /** Returns how many statements were tried. */
  async tick(): Promise<number> {
    const { clock, database, log } = this.#options;
    const now = clock.now().getTime();
    if (now < this.#lookAt) return 0;
    let tried = 0;
    for (const siteId of await listSitesWithSubmission(database)) {
      try {
        tried += await this.#site(siteId);
      } catch (err) {
        // One site's trouble is not another's.
        log.warn({ event: 'statements.failed', siteId, err });
      }
    }
    this.#lookAt = now + lookEveryMs;
    return tried;
  }

  /** Begins no more batches. */
  stop(): void {
    this.#stopping = true;
  }

  async #site(siteId: string): Promise<number> {
    const { database, client, masterKeys, clock } = this.#options;
    while (
      !this.#stopping &&
      (await database.withSite(siteId, (tx) => oweStatements(tx, masterKeys, { siteId, at: clock.now() })))
    );
    const { site, token } = await database.withSite(siteId, async (tx) => ({
      site: await findSite(tx, siteId),
      token: await findTransparencyToken(tx, masterKeys, siteId),
    }));
    if (!site || token === null) return 0;
    const api = new TransparencyDatabase(client, { url: site.settings.dsa.submission.url, token });
    let tried = 0;
    while (!this.#stopping) {
      const { sent, stop } = await this.#batch(siteId, api);
      tried += sent;
      if (sent === 0 || stop) break;
    }
    return tried;
  }

  async #batch(siteId: string, api: TransparencyDatabase): Promise<{ sent: number; stop: boolean }> {
    const { database, clock, log, leaseMs = 3_600_000 } = this.#options;
    const at = clock.now();
    const leasedUntil = new Date(at.getTime() + leaseMs);
    const claim = { at, leasedUntil, limit: perBatch };
    const claimed = await database.withSite(siteId, (tx) => claimStatements(tx, siteId, claim));
    if (claimed.length === 0) return { sent: 0, stop: true };
    const startedAt = performance.now();
    const { outcomes, stop } = await new BatchSubmission(api, clock.now()).run(claimed);
    const written = await database.withSite(siteId, (tx) =>
      recordStatements(tx, siteId, { outcomes, leasedUntil, at: clock.now() }),
    );
    const count = (state: string) => outcomes.filter((one) => one.state === state).length;
    const durationMs = Math.round(performance.now() - startedAt);
    const problem = outcomes.find(({ state }) => state === 'pending')?.problem ?? null;
    const counts = { accepted: count('accepted'), refused: count('refused'), pending: count('pending') };
    log.info({ event: 'statements.submitted', siteId, ...counts, problem, written, durationMs });
    return { sent: claimed.length, stop };
  }
}
