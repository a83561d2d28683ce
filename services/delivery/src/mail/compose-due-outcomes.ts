import { assignOutcomeMail, claimUntoldReports, listSitesWithUntoldReporters } from '@moderato/database';
import type { ReportComposer } from './compose-due-reports.js';
import { createUntoldComposer, type UntoldOptions } from './compose-untold.js';

/** One mail to each reader who wished to hear what came of their report. */
export const createOutcomeComposer = (options: UntoldOptions): ReportComposer =>
  createUntoldComposer(
    {
      kind: 'report-outcome',
      listSites: listSitesWithUntoldReporters,
      claim: async (tx, siteId, limit) =>
        (await claimUntoldReports(tx, siteId, limit)).map(({ id, reporterHash }) => ({
          aboutId: id,
          to: reporterHash.toString('hex'),
        })),
      assign: (tx, siteId, { aboutId, mailId }) => assignOutcomeMail(tx, siteId, aboutId, mailId),
    },
    options,
  );
