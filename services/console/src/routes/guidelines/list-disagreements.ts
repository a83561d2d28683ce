import {
  findCommentExcerpts,
  listShadowCounts,
  listDisagreements as listStored,
  summedShadow,
} from '@moderato/database';
import { pageOf, pageParameters, parseParameters, type Route, sendJson } from '@moderato/http';
import { z } from 'zod';
import { commentExcerpt, excerptCharacters } from '../../api/comment-excerpt.js';
import { type Disagreements, disagreementsPageSchema } from '../../api/guidelines-contract.js';
import { guidelinesOf, versionOf } from '../../api/guidelines-version.js';
import type { ConsoleDeps } from '../../deps.js';
import { sessionOf } from '../../sessions/require-session.js';
import { answers } from '../answers.js';

const querySchema = z.strictObject(pageParameters);

export const listDisagreements: Route<ConsoleDeps> = {
  operation: {
    method: 'get',
    path: '/api/guidelines/versions/{version}/disagreements',
    summary: 'Where a version in shadow decided otherwise than the live one, newest first',
    ...answers(disagreementsPageSchema),
  },
  handle:
    ({ database, cursors }) =>
    async (req, res) => {
      const { siteId } = sessionOf(res);
      const version = versionOf(req.params);
      const { limit, cursor } = parseParameters(querySchema, req.query);
      const scope = { list: 'disagreements', siteId, filters: { version: String(version) } };
      const before = cursor === undefined ? undefined : cursors.decode(scope, cursor)[0];
      const found = await database.withSite(siteId, async (tx) => {
        const { id: guidelinesId } = await guidelinesOf(tx, siteId, version);
        const rows = await listStored(tx, siteId, { guidelinesId, before, limit: limit + 1 });
        const ids = rows.map(({ commentId }) => commentId);
        return {
          rows,
          counts: await listShadowCounts(tx, siteId, guidelinesId),
          excerpts: await findCommentExcerpts(tx, siteId, { ids, characters: excerptCharacters }),
        };
      });
      const { rows, counts, excerpts } = found;
      const page = pageOf({ req, res, cursors }, scope, { rows, limit, positionOf: ({ id }) => [id] });
      const data = page.data.map(({ commentId, live, shadow, clauseIds }) => ({
        ...commentExcerpt(commentId, excerpts),
        live,
        shadow,
        clauseIds,
      }));
      const answer: Disagreements = { ...page, data, counts: summedShadow(counts) };
      sendJson(res, 200, answer);
    },
};
