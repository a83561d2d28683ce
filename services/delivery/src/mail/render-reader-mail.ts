import {
  type ClaimedMail,
  contentOfMail,
  type Database,
  findInboundMail,
  findReportForMail,
  findSite,
  type InboundMailRow,
  type MasterKeys,
  openText,
} from '@moderato/database';
import { composeOutcome, composeReceipt, type InboundMail, type Mail } from '@moderato/email';

/** A mail to a reader, whose address is opened here and goes into the mail alone. Null where it is forgotten. */
export async function renderReaderMail(
  database: Database,
  siteId: string,
  claimed: ClaimedMail,
  masterKeys: MasterKeys,
): Promise<Mail | null> {
  const { messageId, createdAt: date, aboutId, kind } = claimed;
  if (!aboutId) return null;
  const { site, report, inbound } = await database.withSite(siteId, async (tx) => {
    const found = kind === 'report-outcome' ? await findReportForMail(tx, siteId, aboutId) : null;
    const mailId = kind === 'report-outcome' ? found?.mailId : aboutId;
    return {
      site: await findSite(tx, siteId),
      report: found,
      inbound: mailId ? await findInboundMail(tx, siteId, mailId) : null,
    };
  });
  const sealed = report ?? inbound;
  const to = sealed && openText(masterKeys, sealed, sealed.address);
  if (!site || !to) return null;
  const envelope = { site, to, messageId, date, answers: answersOf(inbound, masterKeys) };
  if (kind === 'report-receipt') return composeReceipt(envelope, inbound?.reportId ?? null);
  if (!report || report.state === 'open') return null;
  return composeOutcome(envelope, { id: report.id, state: report.state, storyTitle: report.storyTitle });
}

function answersOf(inbound: InboundMailRow | null, masterKeys: MasterKeys) {
  const mail = inbound && contentOfMail<Omit<InboundMail, 'from'>>(inbound, masterKeys);
  return mail && { messageId: mail.messageId, subject: mail.subject, references: mail.answers };
}
