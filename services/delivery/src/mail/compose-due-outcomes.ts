import {
  assignOutcomeMail,
  claimUntoldReports,
  type Database,
  insertMail,
  listSitesWithUntoldReporters,
} from '@moderato/database';
import { type Clock, newId } from '@moderato/domain';
import { messageIdOf } from '@moderato/email';
import type { ReportComposer } from './compose-due-reports.js';

const atOnce = 500;

/** Owes each reader who wished to hear it one mail about what came of their report, in the transaction that notes it. */
export function createOutcomeComposer({
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
      const reports = await claimUntoldReports(tx, siteId, atOnce);
      for (const { id: aboutId, reporterHash } of reports) {
        const id = newId(at);
        const messageId = messageIdOf({ mailId: id, to: reporterHash.toString('hex'), domain: mailDomain });
        await insertMail(tx, siteId, { id, kind: 'report-outcome', recipient: '', messageId, aboutId }, at);
        await assignOutcomeMail(tx, siteId, aboutId, id);
      }
      return reports.length;
    });
  return {
    async composeDue() {
      let made = 0;
      for (const siteId of await listSitesWithUntoldReporters(database)) {
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
