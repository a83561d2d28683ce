import {
  type ClaimedMail,
  type Database,
  findAppealForMail,
  findSite,
  type MasterKeys,
  openText,
} from '@moderato/database';
import { composeAppealOutcome, type Mail } from '@moderato/email';

/** The mail to an author about their appeal; null where the address is forgotten, or nothing was decided. */
export async function renderAppealMail(
  database: Database,
  siteId: string,
  { aboutId, messageId, createdAt: date }: ClaimedMail,
  masterKeys: MasterKeys,
): Promise<Mail | null> {
  if (!aboutId) return null;
  const { site, appeal } = await database.withSite(siteId, async (tx) => ({
    site: await findSite(tx, siteId),
    appeal: await findAppealForMail(tx, siteId, aboutId),
  }));
  const to = appeal && openText(masterKeys, appeal, appeal.address);
  if (!site || !appeal || !to || (appeal.state !== 'upheld' && appeal.state !== 'overturned')) return null;
  const { id, state, reason, storyTitle, commentId } = appeal;
  const mail = composeAppealOutcome({ site, to, messageId, date, answers: null }, { id, state, reason, storyTitle });
  // The moderator's words may quote the comment: a kept copy goes with it.
  return { ...mail, commentIds: commentId ? [commentId] : [] };
}
