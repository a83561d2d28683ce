import {
  type ClaimedMail,
  claimMails,
  type Database,
  listSitesWithDueMail,
  type MailOutcome,
  type MasterKeys,
  recordMailAttempt,
  settleFailure,
} from '@moderato/database';
import type { Clock } from '@moderato/domain';
import type { Mailer, MailResult } from '@moderato/email';
import type { Logger } from '@moderato/observability';
import type { DeliveryMetrics } from '../delivery-metrics.js';
import type { ReportComposer } from './compose-due-reports.js';
import { nextMailAttempt } from './mail-schedule.js';
import { messageIdsOf, prepareMail } from './prepare-mail.js';
import { releaseParked } from './release-parked.js';
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
  /** Right of the @ in Message-IDs. */
  mailDomain: string;
  /** Of bounce addresses, where mail to that domain comes to a mailbox that Moderato reads. */
  bounceDomain?: string | undefined;
  /** Public address of intake, for those who want a mail no more. */
  intakeUrl?: string | undefined;
}

/** `addressId`: whose fault it may be; null where nobody was asked. */
type Sent = MailResult & { addressId: string | null };

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
    await releaseParked(this.#options);
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
    const { log, metrics } = this.#options;
    const startedAt = performance.now();
    const sent = await this.#send(siteId, mail);
    if (sent === 'rerouted') return;
    const durationMs = Math.round(performance.now() - startedAt);
    const recorded = await this.#record(siteId, mail, sent);
    if (!recorded) return;
    const { outcome, settled } = recorded;
    const fate = settled?.fate;
    const isOwed = outcome.state === 'pending' || fate === 'later' || fate === 'parked';
    const result = isOwed ? 'retry' : outcome.state === 'delivered' ? 'delivered' : 'dead';
    metrics.attempted('mail', result, durationMs);
    const { error, nextAttemptAt } = outcome;
    const about = { siteId, mailId: mail.id, kind: mail.kind, attempt: mail.attempts + 1 };
    log.info({ event: 'mail.attempted', result, ...about, error, durationMs, nextAttemptAt, ...(fate && { fate }) });
    if (settled?.suppressed) log.warn({ event: 'mail.address_suppressed', siteId, mailId: mail.id, error });
  }

  /** What came of the attempt, with what follows for address and mail; null where another process took it. */
  async #record(siteId: string, mail: ClaimedMail, sent: Sent) {
    const { database, clock, masterKeys } = this.#options;
    const at = clock.now();
    const outcome = this.#outcomeOf(sent, mail, at);
    return database.withSite(siteId, async (tx) => {
      if (!(await recordMailAttempt(tx, siteId, mail, outcome, at))) return null;
      if (sent.result !== 'failed' || sent.addressId === null) return { outcome, settled: null };
      const failed = { ...mail, attempts: mail.attempts + 1, addressId: sent.addressId };
      const context = {
        status: sent.status,
        diagnostic: null,
        masterKeys,
        messageIdOf: messageIdsOf(this.#options),
        at,
      };
      const settled = await settleFailure(tx, siteId, failed, context);
      await tx.query('update mail set last_error = $3 where site_id = $1 and id = $2', [siteId, mail.id, sent.error]);
      return { outcome, settled };
    });
  }

  async #send(siteId: string, claimed: ClaimedMail): Promise<Sent | 'rerouted'> {
    try {
      const mail = await renderMail(this.#options.database, siteId, claimed, this.#options);
      if (!mail) return { result: 'failed', error: 'nothing_to_report', status: '5.0.0', addressId: null };
      const prepared = await prepareMail(this.#options, siteId, claimed, mail);
      if (prepared.state === 'rerouted') return 'rerouted';
      if (prepared.state === 'unwanted') {
        return { result: 'failed', error: prepared.why, status: '5.0.0', addressId: null };
      }
      const sent = await this.#options.mailer.send(prepared.mail);
      return { ...sent, addressId: prepared.addressId };
    } catch (err) {
      this.#options.log.warn({ event: 'mail.unrendered', siteId, mailId: claimed.id, err });
      return { result: 'retry', error: 'unrendered', addressId: null };
    }
  }

  #outcomeOf(sent: MailResult, mail: ClaimedMail, at: Date): MailOutcome {
    if (sent.result === 'accepted') return { state: 'delivered', nextAttemptAt: null, error: null };
    const nextAttemptAt = sent.result === 'retry' ? nextMailAttempt(mail.attempts + 1, mail.createdAt, at) : null;
    return { state: nextAttemptAt ? 'pending' : 'dead', nextAttemptAt, error: sent.error };
  }
}
