import { appealView, listAppeals as list } from '@moderato/database';
import { pageOf, parseParameters, type Route, sendJson } from '@moderato/http';
import type { IntakeDeps } from '../../deps.js';
import { listAppealsQuery, operation } from './schema.js';

export const listAppeals: Route<IntakeDeps> = {
  operation,
  handle:
    ({ auth, database, cursors, masterKeys, clock }) =>
    async (req, res) => {
      const { siteId } = auth.credentialOf(res);
      const { limit, cursor, commentId, state } = parseParameters(listAppealsQuery, req.query);
      const scope = { list: 'appeals', siteId, filters: { commentId, state } };
      const before = cursor === undefined ? undefined : cursors.decode(scope, cursor)[0];
      const filter = { commentId, state, before, limit: limit + 1 };
      const rows = await database.withSite(siteId, (tx) => list(tx, siteId, filter));
      const page = pageOf({ req, res, cursors }, scope, { rows, limit, positionOf: ({ id }) => [id] });
      const at = clock.now();
      res.setHeader('Cache-Control', 'no-store');
      sendJson(res, 200, { ...page, data: page.data.map((row) => appealView(row, masterKeys, at)) });
    },
};
