import { listGuidelines } from '@moderato/database';
import { pageOf, pageParameters, parseParameters, type Route, sendJson } from '@moderato/http';
import { z } from 'zod';
import { type GuidelinesVersions, versionsPageSchema } from '../../api/guidelines-contract.js';
import type { ConsoleDeps } from '../../deps.js';
import { sessionOf } from '../../sessions/require-session.js';
import { answers } from '../answers.js';

const querySchema = z.strictObject(pageParameters);

export const listVersions: Route<ConsoleDeps> = {
  operation: {
    method: 'get',
    path: '/api/guidelines/versions',
    summary: 'Versions of the guidelines, newest first',
    ...answers(versionsPageSchema),
  },
  handle:
    ({ database, cursors }) =>
    async (req, res) => {
      const { siteId } = sessionOf(res);
      const { limit, cursor } = parseParameters(querySchema, req.query);
      const scope = { list: 'guidelines', siteId };
      const before = cursor === undefined ? undefined : Number(cursors.decode(scope, cursor)[0]);
      const rows = await database.withSite(siteId, (tx) => listGuidelines(tx, siteId, { before, limit: limit + 1 }));
      const page = pageOf({ req, res, cursors }, scope, {
        rows,
        limit,
        positionOf: ({ version }) => [String(version)],
      });
      const answer: GuidelinesVersions = {
        ...page,
        data: page.data.map(({ version, state, hash, createdAt, publishedAt }) => ({
          version,
          state,
          createdAt: createdAt.toISOString(),
          publishedAt: publishedAt?.toISOString() ?? null,
          hash,
        })),
      };
      sendJson(res, 200, answer);
    },
};
