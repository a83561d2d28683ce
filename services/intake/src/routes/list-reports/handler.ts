import { listReports as list, reportView } from '@moderato/database';
import { pageOf, parseParameters, type Route, sendJson } from '@moderato/http';
import type { IntakeDeps } from '../../deps.js';
import { listReportsQuery, operation } from './schema.js';

export const listReports: Route<IntakeDeps> = {
  operation,
  handle:
    ({ auth, database, cursors, masterKeys }) =>
    async (req, res) => {
      const { siteId } = auth.credentialOf(res);
      const { limit, cursor, commentId, state } = parseParameters(listReportsQuery, req.query);
      const scope = { list: 'reports', siteId, filters: { commentId, state } };
      const before = cursor === undefined ? undefined : cursors.decode(scope, cursor)[0];
      const rows = await database.withSite(siteId, (tx) =>
        list(tx, siteId, { commentId, state, before, limit: limit + 1 }),
      );
      const page = pageOf({ req, res, cursors }, scope, { rows, limit, positionOf: ({ id }) => [id] });
      res.setHeader('Cache-Control', 'no-store');
      sendJson(res, 200, { ...page, data: page.data.map((report) => reportView(report, masterKeys)) });
    },
};
