import type { MasterKeys } from '../master-keys.js';
import { type LinkPurpose, linkToken, readLinkToken } from '../signed-links.js';
import type { AppealSubject, RestrictionKey } from './restrictions.js';

/** As long as a site may leave its decisions open to appeal, and a day for clocks that differ. */
const purpose: LinkPurpose = { name: 'appeal', maxAgeMs: 731 * 86_400_000 };

const subjectOf = (subject: AppealSubject): string =>
  subject.kind === 'penalty' ? `penalty_${subject.penaltyId}` : `comment_${subject.commentId}_${subject.revision}`;

/** What stands behind `?token=` of the page where an author appeals: the same for as long as the same may be appealed. */
export const appealToken = (masterKeys: MasterKeys, siteId: string, subject: AppealSubject, until: Date): string =>
  linkToken(masterKeys, purpose, { siteId, subject: subjectOf(subject) }, until);

export interface AppealLink {
  siteId: string;
  about: RestrictionKey;
  /** Its time is over: it shows what was decided, and takes no appeal. */
  late: boolean;
}

const uuid = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const penalty = new RegExp(`^penalty_(${uuid})$`);
const comment = new RegExp(`^comment_(${uuid})_([1-9]\\d{0,8})$`);

/** Null for a token that is forged, cut off, or made for something else. */
export function readAppealToken(masterKeys: MasterKeys, token: string, at: Date): AppealLink | null {
  const link = readLinkToken(masterKeys, purpose, token, at);
  if (link.state === 'forged') return null;
  const { siteId, subject } = link;
  const late = link.state === 'late';
  const penaltyId = penalty.exec(subject)?.[1];
  if (penaltyId) return { siteId, about: { penaltyId }, late };
  const [, commentId, revision] = comment.exec(subject) ?? [];
  return commentId ? { siteId, about: { commentId, revision: Number(revision) }, late } : null;
}
