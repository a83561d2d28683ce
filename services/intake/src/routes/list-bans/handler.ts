import { listPenalties, penaltyView } from '@moderato/database';
import { pageOf, parseParameters, type Route, sendJson } from '@moderato/http';
import { storableText } from '../../comments/storable-text.js';
import type { IntakeDeps } from '../../deps.js';
import { listBansQuery, operation } from './schema.js';

export const listBans: Route<IntakeDeps> = {
  operation,
  handle:
    ({ auth, database, cursors, clock }) =>
    async (req, res) => {
      const { siteId } = auth.credentialOf(res);
      const { limit, cursor, state, kind, ...query } = parseParameters(listBansQuery, req.query);
      const author = query.author === undefined ? undefined : storableText(query.author);
      const scope = { list: 'bans', siteId, filters: { state, kind, author } };
      const before = cursor === undefined ? undefined : cursors.decode(scope, cursor)[0];
      const at = clock.now();
      const activeAt = state === 'active' ? at : undefined;
      const filter = { before, limit: limit + 1, activeAt, kind, author };
      const rows = await database.withSite(siteId, (tx) => listPenalties(tx, siteId, filter));
      const page = pageOf({ req, res, cursors }, scope, { rows, limit, positionOf: ({ penalty }) => [penalty.id] });
      const data = page.data.map(({ penalty, externalId }) => penaltyView(penalty, externalId, at));
      sendJson(res, 200, { ...page, data });
    },
};
