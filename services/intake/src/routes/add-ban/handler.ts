import { imposePenalty } from '@moderato/database';
import { parseBody, type Route, sendJson } from '@moderato/http';
import { changedPenaltyView } from '../../ban-view.js';
import { storableText } from '../../comments/storable-text.js';
import type { IntakeDeps } from '../../deps.js';
import { wakeDelivery } from '../../wake-delivery.js';
import { addBanSchema, operation } from './schema.js';

const hourMs = 3_600_000;

export const addBan: Route<IntakeDeps> = {
  operation,
  handle: (deps) => async (req, res) => {
    const { siteId, keyId } = deps.auth.credentialOf(res);
    const { hours, clause, comment, ...given } = parseBody(addBanSchema, req.body);
    const at = deps.clock.now();
    const penalty = {
      kind: given.kind,
      author: storableText(given.author),
      reason: storableText(given.reason),
      clauseId: clause,
      commentId: comment,
      expiresAt: hours === undefined ? undefined : new Date(at.getTime() + hours * hourMs),
    };
    const staff = { actor: `api-key:${keyId}`, at };
    const imposed = await deps.database.withSite(siteId, (tx) => imposePenalty(tx, siteId, penalty, staff));
    if (imposed.outbox) wakeDelivery(deps, siteId);
    sendJson(res, 201, changedPenaltyView(imposed, at));
  },
};
