import { findWebhookEndpoint } from '@moderato/database';
import { AppError } from '@moderato/domain';
import { type Route, sendJson } from '@moderato/http';
import type { IntakeDeps } from '../../deps.js';
import { endpointView } from '../../webhook-endpoint-view.js';
import { idOf } from '../id-parameter.js';
import { operation } from './schema.js';

export const getWebhookEndpoint: Route<IntakeDeps> = {
  operation,
  handle:
    ({ auth, database }) =>
    async (req, res) => {
      const { siteId } = auth.credentialOf(res);
      const endpoint = await database.withSite(siteId, (tx) => findWebhookEndpoint(tx, siteId, idOf(req)));
      if (!endpoint) throw new AppError('not_found');
      sendJson(res, 200, endpointView(endpoint));
    },
};
