import { assignAppealMail, claimUntoldAppeals, listSitesWithUntoldAppellants } from '@moderato/database';
import type { ReportComposer } from './compose-due-reports.js';
import { createUntoldComposer, type UntoldOptions } from './compose-untold.js';

/** One mail to each author who wished to hear what came of their appeal. */
export const createAppealComposer = (options: UntoldOptions): ReportComposer =>
  createUntoldComposer(
    {
      kind: 'appeal-outcome',
      listSites: listSitesWithUntoldAppellants,
      claim: async (tx, siteId, limit) =>
        (await claimUntoldAppeals(tx, siteId, limit)).map(({ id, authorId }) => ({ aboutId: id, to: authorId })),
      assign: (tx, siteId, { aboutId, mailId }) => assignAppealMail(tx, siteId, aboutId, mailId),
    },
    options,
  );
