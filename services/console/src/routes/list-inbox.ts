import { inboxMailView, listInboundMails } from '@moderato/database';
import { inboundStates, inboxMailSchema } from '@moderato/domain';
import { pageOf, pageParameters, pageSchema, parseParameters, type Route, sendJson } from '@moderato/http';
import { z } from 'zod';
import type { ConsoleDeps } from '../deps.js';
import { sessionOf } from '../sessions/require-session.js';
import { answers } from './answers.js';

const querySchema = z.strictObject({ ...pageParameters, state: z.enum(inboundStates).default('unplaced') });

export const listInbox: Route<ConsoleDeps> = {
  operation: {
    method: 'get',
    path: '/api/inbox',
    summary: 'Mails of readers, newest first; unless told otherwise those that could not be placed',
    ...answers(pageSchema(inboxMailSchema)),
  },
  handle:
    ({ database, cursors, masterKeys }) =>
    async (req, res) => {
      const { siteId } = sessionOf(res);
      const { limit, cursor, state } = parseParameters(querySchema, req.query);
      const scope = { list: 'inbox', siteId, filters: { state } };
      const before = cursor === undefined ? undefined : cursors.decode(scope, cursor)[0];
      const filter = { state, before, limit: limit + 1 };
      const rows = await database.withSite(siteId, (tx) => listInboundMails(tx, siteId, filter));
      const page = pageOf({ req, res, cursors }, scope, { rows, limit, positionOf: ({ id }) => [id] });
      sendJson(res, 200, { ...page, data: page.data.map((row) => inboxMailView(row, masterKeys)) });
    },
};
