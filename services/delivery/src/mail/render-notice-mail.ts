import {
  type ClaimedMail,
  type Database,
  findNoticeForMail,
  findSite,
  type MasterKeys,
  type NoticeForMail,
  openText,
} from '@moderato/database';
import { composeNoticeOutcome, composeNoticeReceipt, type Mail, type NoticeOutcome } from '@moderato/email';

/** A mail to somebody who sent a notice. Null where they are forgotten, or there is nothing to tell yet. */
export async function renderNoticeMail(
  database: Database,
  siteId: string,
  { messageId, createdAt: date, aboutId, kind }: ClaimedMail,
  masterKeys: MasterKeys,
): Promise<Mail | null> {
  if (!aboutId) return null;
  const { site, notice } = await database.withSite(siteId, async (tx) => ({
    site: await findSite(tx, siteId),
    notice: await findNoticeForMail(tx, siteId, aboutId),
  }));
  const to = notice && openText(masterKeys, notice, notice.address);
  if (!site || !notice || !to) return null;
  const envelope = { site, to, messageId, date, answers: null };
  const { id, createdAt, storyTitle: title, storyUrl: url } = notice;
  const about = { id, createdAt, story: { title, url } };
  if (kind === 'notice-receipt') return composeNoticeReceipt(envelope, about);
  const result = resultOf(notice);
  if (result === null) return null;
  const { decidedBy, detectedByRules } = notice;
  const { redress } = site.settings.dsa.notices;
  return composeNoticeOutcome(envelope, about, { result, decidedBy, detectedByRules, redress });
}

function resultOf({ state, withdrawn }: NoticeForMail): NoticeOutcome['result'] | null {
  if (state === 'open') return null;
  if (state === 'upheld') return 'removed';
  if (state === 'dismissed') return 'kept';
  return withdrawn ? 'withdrawn' : 'removed_before';
}
