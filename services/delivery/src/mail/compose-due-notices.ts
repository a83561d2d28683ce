import { assignNoticeMail, claimUntoldNotices, listSitesWithUntoldNotifiers } from '@moderato/database';
import type { ReportComposer } from './compose-due-reports.js';
import { createUntoldComposer, type UntoldOptions } from './compose-untold.js';

/** One mail to each notifier about the decision on their notice. */
export const createNoticeComposer = (options: UntoldOptions): ReportComposer =>
  createUntoldComposer(
    {
      kind: 'notice-outcome',
      listSites: listSitesWithUntoldNotifiers,
      claim: async (tx, siteId, limit) =>
        (await claimUntoldNotices(tx, siteId, limit)).map((id) => ({ aboutId: id, to: id })),
      assign: (tx, siteId, { aboutId, mailId }) => assignNoticeMail(tx, siteId, { noticeId: aboutId, mailId }),
    },
    options,
  );
