import { listDeliveries as list } from '@moderato/database';
import { pageOf, parseParameters, type Route, sendJson } from '@moderato/http';
import { deliveryView } from '../../delivery-view.js';
import type { IntakeDeps } from '../../deps.js';
import { listDeliveriesQuery, operation } from './schema.js';

export const listDeliveries: Route<IntakeDeps> = {
  operation,
  handle:
    ({ auth, database, cursors }) =>
    async (req, res) => {
      const { siteId } = auth.credentialOf(res);
      const { limit, cursor, endpoint, state } = parseParameters(listDeliveriesQuery, req.query);
      const scope = { list: 'deliveries', siteId, filters: { endpoint, state } };
      const before = cursor === undefined ? undefined : cursors.decode(scope, cursor)[0];
      const filter = {
        limit: limit + 1,
        ...(before && { before }),
        ...(endpoint && { endpointId: endpoint }),
        ...(state && { state }),
      };
      const rows = await database.withSite(siteId, (tx) => list(tx, siteId, filter));
      const page = pageOf({ req, res, cursors }, scope, { rows, limit, positionOf: ({ id }) => [id] });
      sendJson(res, 200, { ...page, data: page.data.map(deliveryView) });
    },
};
