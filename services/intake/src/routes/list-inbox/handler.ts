import { inboxMailView, listInboundMails } from '@moderato/database';
import { inboundStates, inboxMailSchema } from '@moderato/domain';
import { jsonContent, pageOf, pageParameters, pageSchema, parseParameters, type Route, sendJson } from '@moderato/http';
import { z } from 'zod';
import type { IntakeDeps } from '../../deps.js';

const query = z.strictObject({
  ...pageParameters,
  state: z.enum(inboundStates).default('unplaced').describe('ignored: automatic mails, and what was set aside'),
});

export const listInbox: Route<IntakeDeps> = {
  operation: {
    method: 'get',
    path: '/v1/inbox',
    operationId: 'listInbox',
    tags: ['Reports'],
    summary: 'Mails of readers, newest first; unless told otherwise those that could not be placed',
    request: { query },
    responses: { 200: { description: 'One page', content: jsonContent(pageSchema(inboxMailSchema)) } },
  },
  handle:
    ({ auth, database, cursors, masterKeys }) =>
    async (req, res) => {
      const { siteId } = auth.credentialOf(res);
      const { limit, cursor, state } = parseParameters(query, req.query);
      const scope = { list: 'inbox', siteId, filters: { state } };
      const before = cursor === undefined ? undefined : cursors.decode(scope, cursor)[0];
      const rows = await database.withSite(siteId, (tx) =>
        listInboundMails(tx, siteId, { state, before, limit: limit + 1 }),
      );
      const page = pageOf({ req, res, cursors }, scope, { rows, limit, positionOf: ({ id }) => [id] });
      res.setHeader('Cache-Control', 'no-store');
      sendJson(res, 200, { ...page, data: page.data.map((row) => inboxMailView(row, masterKeys)) });
    },
};
