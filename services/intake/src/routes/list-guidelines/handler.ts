import { listGuidelines as list } from '@moderato/database';
import { pageOf, parseParameters, type Route, sendJson } from '@moderato/http';
import type { IntakeDeps } from '../../deps.js';
import { listGuidelinesQuery, operation } from './schema.js';

export const listGuidelines: Route<IntakeDeps> = {
  operation,
  handle:
    ({ auth, database, cursors }) =>
    async (req, res) => {
      const { siteId } = auth.credentialOf(res);
      const { limit, cursor, state } = parseParameters(listGuidelinesQuery, req.query);
      const scope = { list: 'guidelines', siteId, filters: { state } };
      const before = cursor === undefined ? undefined : Number(cursors.decode(scope, cursor)[0]);
      const rows = await database.withSite(siteId, (tx) => list(tx, siteId, { before, limit: limit + 1, state }));
      const positionOf = ({ version }: (typeof rows)[number]) => [String(version)];
      const page = pageOf({ req, res, cursors }, scope, { rows, limit, positionOf });
      const data = page.data.map(({ version, hash, createdAt, publishedAt, ...row }) => ({
        version,
        state: row.state,
        createdAt: createdAt.toISOString(),
        publishedAt: publishedAt?.toISOString() ?? null,
        hash,
      }));
      sendJson(res, 200, { ...page, data });
    },
};
