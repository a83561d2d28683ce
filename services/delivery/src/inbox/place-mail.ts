import {
  contentOfMail,
  findThread,
  forgetOutcomeWish,
  type InboundMailRow,
  type MasterKeys,
  openReportOfMail,
  openText,
  type Placement,
  type Queryable,
  settleInboundMail,
} from '@moderato/database';
import { type InboundMail, partsOfText } from '@moderato/email';
import { findComment } from './find-comment.js';

export interface PlacingContext {
  siteId: string;
  masterKeys: MasterKeys;
  /** Moderato's own address: what comes from it is its own mail come back. */
  ownAddress: string;
  at: Date;
}

export type Placed = Placement & {
  /** Whether the sender may be told that it came. */
  answer: boolean;
};

const isStop = (text: string): boolean => /^\W*stop\W*(\n|$)/i.test(partsOfText(text).own);

/** Where a mail belongs, with the report that it opens: all in the caller's transaction. */
export async function placeMail(tx: Queryable, context: PlacingContext, row: InboundMailRow): Promise<Placed> {
  const { siteId, masterKeys, ownAddress } = context;
  const mail = contentOfMail<Omit<InboundMail, 'from'>>(row, masterKeys);
  if (!mail) return { state: 'ignored', why: 'erased', answer: false };
  if (mail.automatic) return { state: 'ignored', why: mail.automatic, answer: false };
  if (openText(masterKeys, row, row.address) === ownAddress) return { state: 'ignored', why: 'loop', answer: false };
  const thread = await findThread(tx, siteId, { answers: row.answers, messageIds: mail.answers });
  if (thread.reportId) return followUp(tx, context, { row, mail }, { reportId: thread.reportId, why: 'follow_up' });
  const from = openText(masterKeys, row, row.address);
  const meant = await findComment(tx, siteId, { ...mail, from });
  if (meant.kind === 'report') return followUp(tx, context, { row, mail }, meant);
  if (meant.kind === 'unclear') {
    return { state: 'unplaced', why: meant.why, candidates: meant.candidates, answer: thread.unplaced.length === 0 };
  }
  const words = partsOfText(mail.text).own;
  const opened = await openReportOfMail(tx, context, { row, words, commentId: meant.commentId });
  if (!opened) return { state: 'unplaced', why: 'nothing', answer: true };
  const { reportId, isNew } = opened;
  // What the same person wrote before, and nobody could place, was about this.
  for (const id of thread.unplaced)
    await settleInboundMail(tx, siteId, id, { state: 'placed', why: 'thread', reportId });
  return { state: 'placed', why: meant.why, reportId, answer: isNew };
}

async function followUp(
  tx: Queryable,
  { siteId }: PlacingContext,
  { row, mail }: { row: InboundMailRow; mail: Pick<InboundMail, 'text'> },
  { reportId, why }: { reportId: string; why: string },
): Promise<Placed> {
  if (isStop(mail.text)) await forgetOutcomeWish(tx, siteId, { reportId, sender: row.senderHash });
  return { state: 'placed', why, reportId, answer: false };
}
