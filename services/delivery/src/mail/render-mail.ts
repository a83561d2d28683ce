import {
  actingPaths,
  type ClaimedMail,
  type Database,
  findSite,
  findWebhookEndpoint,
  listThread,
  loadReported,
  type MasterKeys,
  type ReportedRow,
  reportAddresses,
} from '@moderato/database';
import { type Clock, type CommentStatus, decisionSchema } from '@moderato/domain';
import {
  composeDigest,
  composeEndpointDisabled,
  composeReport,
  composeWatch,
  type Mail,
  type ReportedComment,
} from '@moderato/email';
import { loadWatchNews } from '../watch/watch-news.js';
import { renderAccountMail } from './render-account-mail.js';
import { renderAppealMail } from './render-appeal-mail.js';
import { renderNoticeMail } from './render-notice-mail.js';
import { renderReaderMail } from './render-reader-mail.js';

/** Comments shown in one mail; the rest is counted and linked. */
const shownInDigest = 50;

interface Rendering {
  consoleUrl: string;
  masterKeys: MasterKeys;
  clock: Clock;
}

/** With links that hold from when the mail was made, so that a second attempt says what the first did. */
function reportedOf(
  row: ReportedRow,
  siteId: string,
  { createdAt: at }: ClaimedMail,
  { consoleUrl, masterKeys }: Rendering,
): ReportedComment {
  const decision = decisionSchema.parse(row.decision);
  const paths = actingPaths(masterKeys, { siteId, decisionId: decision.id, at });
  const base = consoleUrl.replace(/\/+$/, '');
  return {
    commentId: row.commentId,
    decision,
    text: row.body,
    status: row.status as CommentStatus,
    story: { title: row.storyTitle, url: row.storyUrl },
    source: row.source,
    ...(row.reasons.length > 0 && { readers: { reasons: row.reasons, brigading: row.brigading } }),
    links: { approve: `${base}${paths.approve}`, reject: `${base}${paths.reject}` },
  };
}

/**
 * The mail as the rows stand now, so that a comment erased or withdrawn since it was reported is not quoted. Null where
 * nothing is left to report.
 */
export async function renderMail(
  database: Database,
  siteId: string,
  mail: ClaimedMail,
  rendering: Rendering,
): Promise<Mail | null> {
  const { consoleUrl, masterKeys } = rendering;
  if (mail.kind === 'invitation' || mail.kind === 'password-reset') {
    return renderAccountMail(database, siteId, mail, rendering);
  }
  if (mail.kind === 'report-receipt' || mail.kind === 'report-outcome') {
    return renderReaderMail(database, siteId, mail, masterKeys);
  }
  if (mail.kind === 'notice-receipt' || mail.kind === 'notice-outcome') {
    return renderNoticeMail(database, siteId, mail, masterKeys);
  }
  if (mail.kind === 'appeal-outcome') return renderAppealMail(database, siteId, mail, masterKeys);
  if (mail.kind === 'endpoint-disabled') return renderEndpointMail(database, siteId, mail);
  if (mail.kind === 'watch') return renderWatchMail(database, siteId, mail, consoleUrl);
  const { site, reported, total, listed, earlier } = await database.withSite(siteId, async (tx) => ({
    site: await findSite(tx, siteId),
    ...(await loadReported(tx, siteId, mail.id, shownInDigest)),
    listed: await reportAddresses(tx, siteId),
    earlier: mail.kind === 'report' ? await listThread(tx, siteId, mail.id) : [],
  }));
  const comments = reported.map((row) => reportedOf(row, siteId, mail, rendering));
  const [first] = comments;
  if (!site || !first) return null;
  const { recipient: to, messageId, createdAt: date } = mail;
  const insteadOf = listed[0] === to ? undefined : listed[0];
  const envelope = { site, to, messageId, date, consoleUrl, insteadOf };
  const oldest = earlier[0];
  const thread = oldest && { messageIds: earlier.map((one) => one.messageId), first: oldest };
  if (mail.kind === 'report') return composeReport(envelope, first, thread);
  return composeDigest(envelope, comments, total);
}

/** Null where the endpoint was deleted or taken back into use since. */
async function renderEndpointMail(database: Database, siteId: string, mail: ClaimedMail): Promise<Mail | null> {
  const { site, endpoint } = await database.withSite(siteId, async (tx) => ({
    site: await findSite(tx, siteId),
    endpoint: mail.aboutId ? await findWebhookEndpoint(tx, siteId, mail.aboutId) : null,
  }));
  if (!site || !endpoint?.disabledAt) return null;
  const { recipient: to, messageId, createdAt: date } = mail;
  const { id, url, description, disabledAt, disabledReason } = endpoint;
  const reason = disabledReason ?? '';
  return composeEndpointDisabled({ site, to, messageId, date }, { id, url, description, disabledAt, reason });
}

async function renderWatchMail(
  database: Database,
  siteId: string,
  { aboutId, recipient: to, messageId, createdAt: date }: ClaimedMail,
  consoleUrl: string,
): Promise<Mail | null> {
  const found = aboutId ? await loadWatchNews(database, siteId, aboutId) : null;
  return found && composeWatch({ site: found.site, to, messageId, date, consoleUrl }, found);
}
