import {
  assignAppealMail,
  claimUntoldAppeals,
  type Database,
  insertMail,
  listSitesWithUntoldAppellants,
} from '@moderato/database';
import { type Clock, newId } from '@moderato/domain';
import { messageIdOf } from '@moderato/email';
import type { ReportComposer } from './compose-due-reports.js';

const atOnce = 500;

/** Owes each author who wished to hear it one mail about what came of their appeal, in the transaction that notes it. */
export function createAppealComposer({
  database,
  clock,
  mailDomain,
}: {
  database: Database;
  clock: Clock;
  mailDomain: string;
}): ReportComposer {
  const composePage = (siteId: string): Promise<number> =>
    database.withSite(siteId, async (tx) => {
      const at = clock.now();
      const appeals = await claimUntoldAppeals(tx, siteId, atOnce);
      for (const { id: aboutId, authorId } of appeals) {
        const id = newId(at);
        const messageId = messageIdOf({ mailId: id, to: authorId, domain: mailDomain });
        await insertMail(tx, siteId, { id, kind: 'appeal-outcome', recipient: '', messageId, aboutId }, at);
        await assignAppealMail(tx, siteId, aboutId, id);
      }
      return appeals.length;
    });
  return {
    async composeDue() {
      let made = 0;
      for (const siteId of await listSitesWithUntoldAppellants(database)) {
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
