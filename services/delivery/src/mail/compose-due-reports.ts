import {
  assignReports,
  chooseAddress,
  type Database,
  findSite,
  insertMail,
  listReportMailTimes,
  listSitesWithWaitingReports,
  listWaitingReports,
  lockReports,
  type MasterKeys,
  type Queryable,
  reportAddresses,
} from '@moderato/database';
import { type Clock, newId } from '@moderato/domain';
import { messageIdOf } from '@moderato/email';
import type { Logger } from '@moderato/observability';
import { mailedSince, planMails } from './report-policy.js';

const reportsPerPass = 5_000;

export interface ReportComposer {
  /** Makes the mail rows that are due. Returns how many. */
  composeDue(): Promise<number>;
}

export interface ReportComposerOptions {
  database: Database;
  clock: Clock;
  log: Logger;
  /** Right of the @ in Message-IDs. */
  mailDomain: string;
  masterKeys: MasterKeys;
}

/** Turns waiting reports into mails, each report into one, in one transaction a site. Rendering comes when sending. */
export function createReportComposer({
  database,
  clock,
  log,
  mailDomain,
  masterKeys,
}: ReportComposerOptions): ReportComposer {
  const told = new Set<string>();
  /** Once a process: the reports stay, and are mailed when there is an address. */
  const tellOnce = (siteId: string, reason: string) => {
    if (told.has(siteId)) return;
    told.add(siteId);
    log.warn({ event: 'reports.unmailed', siteId, reason });
  };

  /** Who gets single reports, and who digests: the first address that takes them. */
  const recipientsOf = async (tx: Queryable, siteId: string, at: Date) => {
    const candidates = await reportAddresses(tx, siteId);
    if (candidates.length === 0) {
      tellOnce(siteId, 'neither live guidelines nor the settings name an address');
      return null;
    }
    const report = await chooseAddress(tx, siteId, { masterKeys, candidates, stream: 'alerts' }, at);
    const digest = await chooseAddress(tx, siteId, { masterKeys, candidates, stream: 'digests' }, at);
    if (report || digest) told.delete(siteId);
    else tellOnce(siteId, 'no address takes mail');
    return { report, digest };
  };

  const composeSite = (siteId: string): Promise<number> =>
    database.withSite(siteId, async (tx) => {
      const at = clock.now();
      const site = await findSite(tx, siteId);
      if (!site?.settings.reports.enabled) return 0;
      if (!(await lockReports(tx, siteId))) return 0;
      const recipients = await recipientsOf(tx, siteId, at);
      if (!recipients) return 0;
      // Who wants no single mails has them in the digest.
      const none = { immediate: 0, severePerHour: 0 };
      const settings = { ...site.settings.reports, ...(recipients.report === null && none) };
      const waiting = await listWaitingReports(tx, siteId, reportsPerPass);
      const mailed = await listReportMailTimes(tx, siteId, mailedSince({ waiting, settings, at }));
      let made = 0;
      for (const { kind, reportIds } of planMails({ waiting, mailed, settings, at })) {
        const recipient = recipients[kind];
        if (recipient === null) continue;
        const id = newId(at);
        const messageId = messageIdOf({ mailId: id, to: recipient, domain: mailDomain });
        await insertMail(tx, siteId, { id, kind, recipient, messageId }, at);
        await assignReports(tx, siteId, id, reportIds);
        made++;
      }
      return made;
    });

  return {
    async composeDue() {
      let made = 0;
      for (const siteId of await listSitesWithWaitingReports(database)) made += await composeSite(siteId);
      return made;
    },
  };
}
