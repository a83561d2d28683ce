import { liftPenalty } from '@moderato/database';
import { AppError } from '@moderato/domain';
import { parseParameters, type Route, sendJson } from '@moderato/http';
import { changedPenaltyView } from '../../ban-view.js';
import { storableText } from '../../comments/storable-text.js';
import type { IntakeDeps } from '../../deps.js';
import { wakeDelivery } from '../../wake-delivery.js';
import { idOf } from '../id-parameter.js';
import { liftBanQuery, operation } from './schema.js';

export const liftBan: Route<IntakeDeps> = {
  operation,
  handle: (deps) => async (req, res) => {
    const { siteId, keyId } = deps.auth.credentialOf(res);
    const id = idOf(req);
    const reason = storableText(parseParameters(liftBanQuery, req.query).reason);
    const at = deps.clock.now();
    const staff = { actor: `api-key:${keyId}`, at };
    const lifted = await deps.database.withSite(siteId, (tx) => liftPenalty(tx, siteId, { id, reason }, staff));
    if (!lifted) throw new AppError('not_found');
    if (lifted.outbox) wakeDelivery(deps, siteId);
    sendJson(res, 200, changedPenaltyView(lifted, at));
  },
};
