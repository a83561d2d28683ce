import { listReports as list, reportView } from '@moderato/database';
import { reportStates, reportViewSchema } from '@moderato/domain';
import { pageOf, pageParameters, pageSchema, parseParameters, type Route, sendJson } from '@moderato/http';
import { z } from 'zod';
import type { ConsoleDeps } from '../deps.js';
import { sessionOf } from '../sessions/require-session.js';
import { answers } from './answers.js';

const querySchema = z.strictObject({
  ...pageParameters,
  commentId: z.uuid().optional(),
  state: z.enum(reportStates).optional(),
});

export const listReports: Route<ConsoleDeps> = {
  operation: {
    method: 'get',
    path: '/api/reports',
    summary: 'Readers’ reports, newest first; of one comment where it is named',
    ...answers(pageSchema(reportViewSchema)),
  },
  handle:
    ({ database, cursors, masterKeys }) =>
    async (req, res) => {
      const { siteId } = sessionOf(res);
      const { limit, cursor, commentId, state } = parseParameters(querySchema, req.query);
      const scope = { list: 'reports', siteId, filters: { commentId, state } };
      const before = cursor === undefined ? undefined : cursors.decode(scope, cursor)[0];
      const filter = { commentId, state, before, limit: limit + 1 };
      const rows = await database.withSite(siteId, (tx) => list(tx, siteId, filter));
      const page = pageOf({ req, res, cursors }, scope, { rows, limit, positionOf: ({ id }) => [id] });
      sendJson(res, 200, { ...page, data: page.data.map((report) => reportView(report, masterKeys)) });
    },
};
