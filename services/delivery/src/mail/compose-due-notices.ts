import {
  assignNoticeMail,
  claimUntoldNotices,
  type Database,
  insertMail,
  listSitesWithUntoldNotifiers,
} from '@moderato/database';
import { type Clock, newId } from '@moderato/domain';
import { messageIdOf } from '@moderato/email';
import type { ReportComposer } from './compose-due-reports.js';

const atOnce = 500;

/** Owes each notifier one mail about the decision on their notice, in the transaction that notes it. */
export function createNoticeComposer({
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
      const notices = await claimUntoldNotices(tx, siteId, atOnce);
      for (const noticeId of notices) {
        const mailId = newId(at);
        const messageId = messageIdOf({ mailId, to: noticeId, domain: mailDomain });
        const mail = { id: mailId, kind: 'notice-outcome' as const, recipient: '', messageId, aboutId: noticeId };
        await insertMail(tx, siteId, mail, at);
        await assignNoticeMail(tx, siteId, { noticeId, mailId });
      }
      return notices.length;
    });
  return {
    async composeDue() {
      let made = 0;
      for (const siteId of await listSitesWithUntoldNotifiers(database)) {
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
