import { declareAddressWorking, readMailHealth } from '@moderato/database';
import { AppError } from '@moderato/domain';
import { type Route, sendJson } from '@moderato/http';
import { z } from 'zod';
import { mailHealthSchema } from '../api/contract.js';
import type { ConsoleDeps } from '../deps.js';
import { sessionOf } from '../sessions/require-session.js';
import { wakeDelivery } from '../wake-delivery.js';
import { answers } from './answers.js';

export const getMailHealth: Route<ConsoleDeps> = {
  operation: {
    method: 'get',
    path: '/api/mail-health',
    summary: 'What is wrong with the mail to the site’s own addresses',
    ...answers(mailHealthSchema),
  },
  handle:
    ({ database, clock }) =>
    async (_req, res) => {
      const { siteId } = sessionOf(res);
      sendJson(res, 200, await database.withSite(siteId, (tx) => readMailHealth(tx, siteId, clock.now())));
    },
};

export const declareMailAddressWorking: Route<ConsoleDeps> = {
  operation: {
    method: 'post',
    path: '/api/mail-addresses/{id}/works',
    summary: 'Say that an address takes mail again',
    ...answers(mailHealthSchema),
  },
  handle: (deps) => async (req, res) => {
    const { siteId, moderator } = sessionOf(res);
    const id = z.uuid().safeParse(req.params.id);
    if (!id.success) throw new AppError('not_found');
    const at = deps.clock.now();
    const health = await deps.database.withSite(siteId, async (tx) => {
      const known = await declareAddressWorking(tx, siteId, id.data, { actor: `moderator:${moderator.id}`, at });
      return known ? readMailHealth(tx, siteId, at) : null;
    });
    if (!health) throw new AppError('not_found');
    await wakeDelivery(deps, siteId);
    sendJson(res, 200, health);
  },
};
