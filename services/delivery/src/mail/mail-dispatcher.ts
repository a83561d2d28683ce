import {
  type ClaimedMail,
  claimMails,
  type Database,
  listSitesWithDueMail,
  type MailOutcome,
  type MasterKeys,
  recordMailAttempt,
} from '@moderato/database';
import type { Clock } from '@moderato/domain';
import type { Mailer, MailResult } from '@moderato/email';
import type { Logger } from '@moderato/observability';
import type { DeliveryMetrics } from '../delivery-metrics.js';
import type { ReportComposer } from './compose-due-reports.js';
import { nextMailAttempt } from './mail-schedule.js';
import { renderMail } from './render-mail.js';

/** Longer than a slow mail server may take over what is claimed at once. */
const leaseMs = 300_000;
const claimedAtOnce = 4;

export interface MailDispatcherOptions {
  database: Database;
  mailer: Mailer;
  composer: ReportComposer;
  clock: Clock;
  log: Logger;
  metrics: DeliveryMetrics;
  /** Public address of the console, for links. */
  consoleUrl: string;
  /** Open the addresses of readers. */
  masterKeys: MasterKeys;
}

/** Makes the mails that are due from waiting reports, and sends those that are due. */
export class MailDispatcher {
  readonly #options: MailDispatcherOptions;
  #stopping = false;

  constructor(options: MailDispatcherOptions) {
    this.#options = options;
  }

  /** Sends all that is due now. Returns how many were tried. */
  async tick(): Promise<number> {
    const { database, clock, composer } = this.#options;
    await composer.composeDue();
    let tried = 0;
    for (const siteId of await listSitesWithDueMail(database, clock.now())) {
      while (!this.#stopping) {
        const at = clock.now();
        const leasedUntil = new Date(at.getTime() + leaseMs);
        const claim = { at, leasedUntil, limit: claimedAtOnce };
        const mails = await database.withSite(siteId, (tx) => claimMails(tx, siteId, claim));
        if (mails.length === 0) break;
        await Promise.all(mails.map((mail) => this.#attempt(siteId, mail)));
        tried += mails.length;
      }
    }
    return tried;
  }

  /** Claims no more; a tick in hand ends with the mails it has. */
  stop(): void {
    this.#stopping = true;
  }

  async #attempt(siteId: string, mail: ClaimedMail): Promise<void> {
    const { database, clock, log, metrics } = this.#options;
    const startedAt = performance.now();
    const sent = await this.#send(siteId, mail);
    const durationMs = Math.round(performance.now() - startedAt);
    const at = clock.now();
    const attempt = mail.attempts + 1;
    const outcome = this.#outcomeOf(sent, mail, at);
    const won = await database.withSite(siteId, (tx) => recordMailAttempt(tx, siteId, mail, outcome, at));
    if (!won) return;
    const result = outcome.state === 'pending' ? 'retry' : outcome.state;
    metrics.attempted('mail', result, durationMs);
    const { error, nextAttemptAt } = outcome;
    const about = { siteId, mailId: mail.id, kind: mail.kind, attempt, error, durationMs, nextAttemptAt };
    log.info({ event: 'mail.attempted', result, ...about });
  }

  async #send(siteId: string, claimed: ClaimedMail): Promise<MailResult> {
    try {
      const mail = await renderMail(this.#options.database, siteId, claimed, this.#options);
      if (!mail) return { result: 'failed', error: 'nothing_to_report' };
      return await this.#options.mailer.send(mail);
    } catch (err) {
      this.#options.log.warn({ event: 'mail.unrendered', siteId, mailId: claimed.id, err });
      return { result: 'retry', error: 'unrendered' };
    }
  }

  #outcomeOf(sent: MailResult, mail: ClaimedMail, at: Date): MailOutcome {
    if (sent.result === 'accepted') return { state: 'delivered', nextAttemptAt: null, error: null };
    const nextAttemptAt = sent.result === 'retry' ? nextMailAttempt(mail.attempts + 1, mail.createdAt, at) : null;
    return { state: nextAttemptAt ? 'pending' : 'dead', nextAttemptAt, error: sent.error };
  }
}
