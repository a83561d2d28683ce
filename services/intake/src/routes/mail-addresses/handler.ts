import { declareAddressWorking, readMailHealth } from '@moderato/database';
import { AppError } from '@moderato/domain';
import { type Route, sendJson } from '@moderato/http';
import type { IntakeDeps } from '../../deps.js';
import { wakeDelivery } from '../../wake-delivery.js';
import { idOf } from '../id-parameter.js';
import { listOperation, worksOperation } from './schema.js';

export const listMailAddresses: Route<IntakeDeps> = {
  operation: listOperation,
  handle:
    ({ auth, database, clock }) =>
    async (_req, res) => {
      const { siteId } = auth.credentialOf(res);
      sendJson(res, 200, await database.withSite(siteId, (tx) => readMailHealth(tx, siteId, clock.now())));
    },
};

export const declareMailAddressWorking: Route<IntakeDeps> = {
  operation: worksOperation,
  handle: (deps) => async (req, res) => {
    const { siteId, keyId } = deps.auth.credentialOf(res);
    const id = idOf(req);
    const at = deps.clock.now();
    const health = await deps.database.withSite(siteId, async (tx) => {
      const known = await declareAddressWorking(tx, siteId, id, { actor: `api-key:${keyId}`, at });
      return known ? readMailHealth(tx, siteId, at) : null;
    });
    if (!health) throw new AppError('not_found');
    wakeDelivery(deps, siteId);
    sendJson(res, 200, health);
  },
};
