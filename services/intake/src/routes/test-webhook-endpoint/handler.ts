import { findWebhookEndpoint, insertEventFor } from '@moderato/database';
import { AppError } from '@moderato/domain';
import { type Route, sendJson } from '@moderato/http';
import type { IntakeDeps } from '../../deps.js';
import { wakeDelivery } from '../../wake-delivery.js';
import { idOf } from '../id-parameter.js';
import { operation, testEventType } from './schema.js';

export const testWebhookEndpoint: Route<IntakeDeps> = {
  operation,
  handle: (deps) => async (req, res) => {
    const { siteId } = deps.auth.credentialOf(res);
    const endpointId = idOf(req);
    const deliveryId = await deps.database.withSite(siteId, async (tx) => {
      const endpoint = await findWebhookEndpoint(tx, siteId, endpointId);
      if (!endpoint) throw new AppError('not_found');
      if (endpoint.disabledAt) throw new AppError('conflict', { detail: 'The endpoint is disabled.' });
      const event = { endpointId, type: testEventType, data: { endpointId } };
      return insertEventFor(tx, siteId, event, deps.clock.now());
    });
    wakeDelivery(deps, siteId);
    sendJson(res, 202, { deliveryId });
  },
};
