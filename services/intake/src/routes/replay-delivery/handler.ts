import { findDelivery, replayDelivery as replay } from '@moderato/database';
import { AppError } from '@moderato/domain';
import { type Route, sendJson } from '@moderato/http';
import type { IntakeDeps } from '../../deps.js';
import { wakeDelivery } from '../../wake-delivery.js';
import { idOf } from '../id-parameter.js';
import { operation } from './schema.js';

export const replayDelivery: Route<IntakeDeps> = {
  operation,
  handle: (deps) => async (req, res) => {
    const { siteId } = deps.auth.credentialOf(res);
    const id = idOf(req);
    await deps.database.withSite(siteId, async (tx) => {
      const delivery = await findDelivery(tx, siteId, id);
      if (!delivery) throw new AppError('not_found');
      if (!delivery.endpointInUse) {
        throw new AppError('conflict', { detail: 'Its endpoint is disabled or deleted.' });
      }
      if (!(await replay(tx, siteId, id, deps.clock.now()))) {
        throw new AppError('conflict', { detail: 'It is still on its way.' });
      }
    });
    wakeDelivery(deps, siteId);
    sendJson(res, 202, { id, state: 'pending' });
  },
};
