import { type Database, insertMail, type MailKind } from '@moderato/database';
import { type Clock, newId } from '@moderato/domain';
import { messageIdOf } from '@moderato/email';
import type { ReportComposer } from './compose-due-reports.js';

type Transaction = Parameters<Parameters<Database['withSite']>[1]>[0];

/** Whom a mail is owed to, and about what. The address is not in the row: it is opened when the mail is written. */
interface Untold {
  aboutId: string;
  /** Tells two of them apart in a Message-ID. */
  to: string;
}

export interface UntoldKind {
  kind: MailKind;
  listSites(database: Database): Promise<string[]>;
  /** Locked until the transaction ends. */
  claim(tx: Transaction, siteId: string, limit: number): Promise<Untold[]>;
  /** Notes that the mail is owed. */
  assign(tx: Transaction, siteId: string, about: { aboutId: string; mailId: string }): Promise<void>;
}

export interface UntoldOptions {
  database: Database;
  clock: Clock;
  mailDomain: string;
}

const atOnce = 500;

/** Owes each that is untold one mail, in the transaction that notes it. */
export function createUntoldComposer(
  { kind, listSites, claim, assign }: UntoldKind,
  { database, clock, mailDomain }: UntoldOptions,
): ReportComposer {
  const composePage = (siteId: string): Promise<number> =>
    database.withSite(siteId, async (tx) => {
      const at = clock.now();
      const untold = await claim(tx, siteId, atOnce);
      for (const { aboutId, to } of untold) {
        const id = newId(at);
        const messageId = messageIdOf({ mailId: id, to, domain: mailDomain });
        await insertMail(tx, siteId, { id, kind, recipient: '', messageId, aboutId }, at);
        await assign(tx, siteId, { aboutId, mailId: id });
      }
      return untold.length;
    });
  return {
    async composeDue() {
      let made = 0;
      for (const siteId of await listSites(database)) {
        let page: number;
        do {
          page = await composePage(siteId);
          made += page;
        } while (page === atOnce);
      }
      return made;
    },
  };
}
