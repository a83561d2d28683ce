import {
  findByIds,
  findCommentId,
  findInboundMail,
  type InboundMailRow,
  openReportOfMail,
  settleInboundMail,
} from '@moderato/database';
import { AppError } from '@moderato/domain';
import { partsOfText } from '@moderato/email';
import { parseBody, type Route, sendJson, validationError } from '@moderato/http';
import type { z } from 'zod';
import { storableText } from '../../comments/storable-text.js';
import type { IntakeDeps } from '../../deps.js';
import { contentOf, inboxMail } from '../../inbox/inbox-view.js';
import { wakeDelivery } from '../../wake-delivery.js';
import { idOf } from '../id-parameter.js';
import { ignoreOperation, placeOperation, placeSchema } from './schema.js';

type Queryable = Parameters<typeof findInboundMail>[0];
type Place = z.output<typeof placeSchema>;

/** Locked. What waits for its first placing is not to be settled yet: 409. */
async function settleable(tx: Queryable, siteId: string, id: string): Promise<InboundMailRow> {
  const row = await findInboundMail(tx, siteId, id, { lock: true });
  if (!row) throw new AppError('not_found');
  if (row.state === 'new') throw new AppError('conflict', { detail: 'The mail has just arrived and is being placed.' });
  return row;
}

async function placeOn(
  tx: Queryable,
  deps: IntakeDeps,
  siteId: string,
  { row, place }: { row: InboundMailRow; place: Place },
) {
  const { masterKeys, clock } = deps;
  const { commentId, externalId } = place;
  const found = commentId ?? (externalId && (await findCommentId(tx, siteId, storableText(externalId))));
  if (row.state === 'placed') {
    const { reports } = await findByIds(tx, siteId, row.reportId ? [row.reportId] : []);
    if (found && reports[0]?.commentId === found) return false;
    throw new AppError('conflict', { detail: 'The mail has opened a report of another comment.' });
  }
  const mail = contentOf(row, masterKeys);
  const words = mail ? partsOfText(mail.text).own : '';
  const about = { row, words, commentId: found || '' };
  const opened = found ? await openReportOfMail(tx, { siteId, masterKeys, at: clock.now() }, about) : null;
  if (!opened) {
    const pointer = commentId ? '/commentId' : '/externalId';
    throw validationError([{ pointer, code: 'invalid_value', detail: 'is no comment of the site' }]);
  }
  const { reportId, outbox } = opened;
  await settleInboundMail(tx, siteId, row.id, { state: 'placed', why: 'by_hand', reportId });
  return outbox;
}

export const placeInboxMail: Route<IntakeDeps> = {
  operation: placeOperation,
  handle: (deps) => async (req, res) => {
    const { siteId } = deps.auth.credentialOf(res);
    const [id, place] = [idOf(req), parseBody(placeSchema, req.body)];
    const { row, outbox } = await deps.database.withSite(siteId, async (tx) => {
      const mail = await settleable(tx, siteId, id);
      const owes = await placeOn(tx, deps, siteId, { row: mail, place });
      return { row: (await findInboundMail(tx, siteId, id)) as InboundMailRow, outbox: owes };
    });
    if (outbox) wakeDelivery(deps, siteId);
    sendJson(res, 200, inboxMail(row, deps.masterKeys));
  },
};

export const ignoreInboxMail: Route<IntakeDeps> = {
  operation: ignoreOperation,
  handle:
    ({ auth, database, masterKeys }) =>
    async (req, res) => {
      const { siteId } = auth.credentialOf(res);
      const id = idOf(req);
      const row = await database.withSite(siteId, async (tx) => {
        const mail = await settleable(tx, siteId, id);
        if (mail.state === 'placed')
          throw new AppError('conflict', { detail: 'The mail has opened a report already.' });
        if (mail.state === 'unplaced') await settleInboundMail(tx, siteId, id, { state: 'ignored', why: 'by_hand' });
        return (await findInboundMail(tx, siteId, id)) as InboundMailRow;
      });
      sendJson(res, 200, inboxMail(row, masterKeys));
    },
};
