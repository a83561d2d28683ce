import { type ClaimedMail, type Database, findSite, loadReported, type ReportedRow } from '@moderato/database';
import { type CommentStatus, decisionSchema } from '@moderato/domain';
import { composeDigest, composeReport, type Mail, type ReportedComment } from '@moderato/email';

/** Comments shown in one mail; the rest is counted and linked. */
const shownInDigest = 50;

const reportedOf = (row: ReportedRow): ReportedComment => ({
  commentId: row.commentId,
  decision: decisionSchema.parse(row.decision),
  text: row.body,
  status: row.status as CommentStatus,
  story: { title: row.storyTitle, url: row.storyUrl },
});

/**
 * The mail as the rows stand now, so that a comment erased or withdrawn since it was reported is not quoted. Null where
 * nothing is left to report.
 */
export async function renderMail(
  database: Database,
  siteId: string,
  mail: ClaimedMail,
  consoleUrl: string,
): Promise<Mail | null> {
  const { site, reported, total } = await database.withSite(siteId, async (tx) => ({
    site: await findSite(tx, siteId),
    ...(await loadReported(tx, siteId, mail.id, shownInDigest)),
  }));
  const [first] = reported;
  if (!site || !first) return null;
  const { recipient: to, messageId, createdAt: date } = mail;
  const envelope = { site, to, messageId, date, consoleUrl };
  if (mail.kind === 'report') return composeReport(envelope, reportedOf(first));
  return composeDigest(envelope, reported.map(reportedOf), total);
}
