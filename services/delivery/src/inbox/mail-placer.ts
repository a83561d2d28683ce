import {
  claimInboundMail,
  contentOfMail,
  type Database,
  type InboundMailRow,
  insertMail,
  listSitesWithNewMail,
  type MasterKeys,
  mayAcknowledge,
  type Queryable,
  settleInboundMail,
} from '@moderato/database';
import { type Clock, newId } from '@moderato/domain';
import { type InboundMail, messageIdOf } from '@moderato/email';
import type { Logger } from '@moderato/observability';
import { placeMail } from './place-mail.js';
import { takeFeedback } from './take-feedback.js';

export interface MailPlacerOptions {
  database: Database;
  masterKeys: MasterKeys;
  clock: Clock;
  log: Logger;
  /** Right of the @ in Message-IDs, and Moderato's own address. */
  mailDomain: string;
  ownAddress: string;
}

/** Places mails that are kept and wait, each in one transaction with the report and the receipt that come of it. */
export class MailPlacer {
  readonly #options: MailPlacerOptions;
  #stopping = false;

  constructor(options: MailPlacerOptions) {
    this.#options = options;
  }

  /** Places all that waits. Returns how many. */
  async pass(): Promise<number> {
    let placed = 0;
    for (const siteId of await listSitesWithNewMail(this.#options.database)) {
      while (!this.#stopping && (await this.#placeOne(siteId))) placed++;
    }
    return placed;
  }

  stop(): void {
    this.#stopping = true;
  }

  async #placeOne(siteId: string): Promise<boolean> {
    const { database, clock, log } = this.#options;
    let mailId: string | undefined;
    try {
      const done = await database.withSite(siteId, async (tx) => {
        const row = await claimInboundMail(tx, siteId);
        mailId = row?.id;
        return row && { row, placed: await this.#settle(tx, siteId, row, clock.now()) };
      });
      if (!done) return false;
      const { state, why } = done.placed;
      log.info({ event: 'mail.placed', siteId, inboundMailId: done.row.id, state, why });
      return true;
    } catch (err) {
      if (mailId === undefined) throw err;
      // A person looks at what cannot be placed for a fault of ours; where the database is away, this throws too.
      log.warn({ event: 'mail.unplaceable', siteId, inboundMailId: mailId, err });
      const id = mailId;
      await database.withSite(siteId, (tx) => settleInboundMail(tx, siteId, id, { state: 'unplaced', why: 'failed' }));
      return true;
    }
  }

  async #takeFeedback(tx: Queryable, siteId: string, row: InboundMailRow, at: Date): Promise<void> {
    const { database, masterKeys, mailDomain, log } = this.#options;
    const feedback = contentOfMail<Partial<InboundMail>>(row, masterKeys)?.feedback;
    if (!feedback) return;
    const taken = await takeFeedback(tx, siteId, feedback, { database, masterKeys, mailDomain, at });
    const { kind, action } = feedback;
    log.info({ event: 'mail.returned', siteId, inboundMailId: row.id, kind, action, ...taken });
  }

  async #settle(tx: Queryable, siteId: string, row: InboundMailRow, at: Date) {
    const { masterKeys, mailDomain, ownAddress } = this.#options;
    await this.#takeFeedback(tx, siteId, row, at);
    const placed = await placeMail(tx, { siteId, masterKeys, ownAddress, at }, row);
    await settleInboundMail(tx, siteId, row.id, placed);
    if (placed.answer && row.address && (await mayAcknowledge(tx, siteId, row, at))) {
      const id = newId(at);
      const messageId = messageIdOf({ mailId: id, to: row.senderHash?.toString('hex') ?? '', domain: mailDomain });
      await insertMail(tx, siteId, { id, kind: 'report-receipt', recipient: '', messageId, aboutId: row.id }, at);
    }
    return placed;
  }
}
