import { AppError, type InboxMailView, type PlaceMail } from '@moderato/domain';
import type { Queryable } from '../database.js';
import type { MasterKeys } from '../master-keys.js';
import { findCommentId } from '../queries/comments.js';
import { findByIds } from './find-meant.js';
import { findInboundMail, type InboundMailRow, settleInboundMail } from './inbound-mails.js';
import { openReportOfMail } from './report-of-mail.js';
import { contentOfMail, inboxMailView } from './report-views.js';

interface Context {
  siteId: string;
  masterKeys: MasterKeys;
  at: Date;
}

/** Locked. Throws AppError `not_found`, or `conflict` for what waits for its first placing. */
async function settleable(tx: Queryable, siteId: string, id: string): Promise<InboundMailRow> {
  const row = await findInboundMail(tx, siteId, id, { lock: true });
  if (!row) throw new AppError('not_found');
  if (row.state === 'new') throw new AppError('conflict', { detail: 'The mail has just arrived and is being placed.' });
  return row;
}

const viewOf = async (tx: Queryable, { siteId, masterKeys }: Context, id: string): Promise<InboxMailView> =>
  inboxMailView((await findInboundMail(tx, siteId, id)) as InboundMailRow, masterKeys);

/**
 * A person says which comment a mail is about: it opens a report in its sender's name. Once; asked again for the same
 * comment the answer is the same. Throws AppError `not_found`, `validation`, or `conflict`.
 */
export async function placeByHand(
  tx: Queryable,
  context: Context,
  { id, place, ownWords }: { id: string; place: PlaceMail; ownWords: (text: string) => string },
): Promise<{ mail: InboxMailView; outbox: boolean }> {
  const { siteId, masterKeys } = context;
  const row = await settleable(tx, siteId, id);
  const { commentId, externalId } = place;
  const found = commentId?.toLowerCase() ?? (externalId && (await findCommentId(tx, siteId, externalId)));
  if (row.state === 'placed') {
    const { reports } = await findByIds(tx, siteId, row.reportId ? [row.reportId] : []);
    if (found && reports[0]?.commentId === found) return { mail: await viewOf(tx, context, id), outbox: false };
    throw new AppError('conflict', { detail: 'The mail has opened a report of another comment.' });
  }
  const words = ownWords(contentOfMail(row, masterKeys)?.text ?? '');
  const opened = found ? await openReportOfMail(tx, context, { row, words, commentId: found }) : null;
  if (!opened) {
    const pointer = commentId ? '/commentId' : '/externalId';
    const problem = { pointer, code: 'invalid_value', detail: 'is no comment of the site' };
    throw new AppError('validation', { errors: [problem] });
  }
  await settleInboundMail(tx, siteId, id, { state: 'placed', why: 'by_hand', reportId: opened.reportId });
  return { mail: await viewOf(tx, context, id), outbox: opened.outbox };
}

/** A person says that a mail is about no comment. Throws AppError `not_found` or `conflict`. */
export async function ignoreByHand(tx: Queryable, context: Context, id: string): Promise<InboxMailView> {
  const row = await settleable(tx, context.siteId, id);
  if (row.state === 'placed') throw new AppError('conflict', { detail: 'The mail has opened a report already.' });
  if (row.state === 'unplaced') {
    await settleInboundMail(tx, context.siteId, id, { state: 'ignored', why: 'by_hand' });
  }
  return viewOf(tx, context, id);
}
