import { listWebhookEndpoints as list } from '@moderato/database';
import { pageOf, parseParameters, type Route, sendJson } from '@moderato/http';
import type { IntakeDeps } from '../../deps.js';
import { endpointView } from '../../webhook-endpoint-view.js';
import { listQuery, operation } from './schema.js';

export const listWebhookEndpoints: Route<IntakeDeps> = {
  operation,
  handle:
    ({ auth, database, cursors }) =>
    async (req, res) => {
      const { siteId } = auth.credentialOf(res);
      const { limit, cursor } = parseParameters(listQuery, req.query);
      const scope = { list: 'webhook-endpoints', siteId };
      const after = cursor === undefined ? undefined : cursors.decode(scope, cursor)[0];
      const rows = await database.withSite(siteId, (tx) => list(tx, siteId, { after, limit: limit + 1 }));
      const page = pageOf({ req, res, cursors }, scope, { rows, limit, positionOf: ({ id }) => [id] });
      sendJson(res, 200, { ...page, data: page.data.map(endpointView) });
    },
};
