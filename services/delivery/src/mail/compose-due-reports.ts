import {
  assignReports,
  type Database,
  findLiveGuidelines,
  findSite,
  insertMail,
  listReportMailTimes,
  listSitesWithWaitingReports,
  listWaitingReports,
  lockReports,
} from '@moderato/database';
import { type Clock, newId } from '@moderato/domain';
import { messageIdOf } from '@moderato/email';
import type { Logger } from '@moderato/observability';
import { planMails } from './report-policy.js';

const reportsPerPass = 5_000;

export interface ReportComposer {
  /** Makes the mail rows that are due. Returns how many. */
  composeDue(): Promise<number>;
}

/** Turns waiting reports into mails, each report into one, in one transaction a site. Rendering comes when sending. */
export function createReportComposer({
  database,
  clock,
  log,
  mailDomain,
}: {
  database: Database;
  clock: Clock;
  log: Logger;
  /** Right of the @ in Message-IDs. */
  mailDomain: string;
}): ReportComposer {
  const told = new Set<string>();
  /** Once a process: the reports stay, and are mailed when there is an address. */
  const tellOnce = (siteId: string, reason: string) => {
    if (told.has(siteId)) return;
    told.add(siteId);
    log.warn({ event: 'reports.unmailed', siteId, reason });
  };

  const composeSite = (siteId: string): Promise<number> =>
    database.withSite(siteId, async (tx) => {
      const at = clock.now();
      const site = await findSite(tx, siteId);
      if (!site?.settings.reports.enabled) return 0;
      const live = await findLiveGuidelines(tx, siteId);
      const recipient = live?.policy.report.emails[0];
      if (!recipient) {
        tellOnce(siteId, live ? 'the guidelines name no address' : 'there are no live guidelines');
        return 0;
      }
      told.delete(siteId);
      if (!(await lockReports(tx, siteId))) return 0;
      const settings = site.settings.reports;
      const waiting = await listWaitingReports(tx, siteId, reportsPerPass);
      const since = new Date((waiting[0]?.createdAt ?? at).getTime() - settings.digestMinutes * 60_000);
      const mailedAt = await listReportMailTimes(tx, siteId, since);
      const planned = planMails({ waiting, mailedAt, settings, at });
      for (const { kind, reportIds } of planned) {
        const id = newId(at);
        const messageId = messageIdOf({ mailId: id, to: recipient, domain: mailDomain });
        await insertMail(tx, siteId, { id, kind, recipient, messageId }, at);
        await assignReports(tx, siteId, id, reportIds);
      }
      return planned.length;
    });

  return {
    async composeDue() {
      let made = 0;
      for (const siteId of await listSitesWithWaitingReports(database)) made += await composeSite(siteId);
      return made;
    },
  };
}
