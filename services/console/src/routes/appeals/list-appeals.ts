import {
  type AppealRow,
  countOpenAppeals,
  findCommentExcerpts,
  listAppeals as listAll,
  listOpenAppeals,
} from '@moderato/database';
import { pageOf, pageParameters, parseParameters, type Route, sendJson } from '@moderato/http';
import { z } from 'zod';
import { claimOf, moderatorNames } from '../../api/appeal-detail.js';
import { type AppealsPage, appealsPageSchema } from '../../api/appeals-contract.js';
import type { ConsoleDeps } from '../../deps.js';
import { sessionOf } from '../../sessions/require-session.js';
import { answers } from '../answers.js';

const querySchema = z.strictObject({
  ...pageParameters,
  show: z.enum(['open', 'all']).default('open').describe('open: due first. all: newest first'),
});
const cap = 1_000;
const excerptCharacters = 300;

export const listAppeals: Route<ConsoleDeps> = {
  operation: {
    method: 'get',
    path: '/api/appeals',
    summary: 'Appeals: the open ones, due first; or all, newest first',
    ...answers(appealsPageSchema),
  },
  handle:
    ({ database, cursors, clock }) =>
    async (req, res) => {
      const { siteId } = sessionOf(res);
      const { limit, cursor, show } = parseParameters(querySchema, req.query);
      const scope = { list: 'appeals', siteId, filters: { show } };
      const [first, second] = cursor ? cursors.decode(scope, cursor) : [];
      const at = clock.now();
      const found = await database.withSite(siteId, async (tx) => {
        const after = first && second ? { dueAt: new Date(first), id: second } : undefined;
        const rows =
          show === 'open'
            ? await listOpenAppeals(tx, siteId, { after, limit: limit + 1 })
            : await listAll(tx, siteId, { before: first, limit: limit + 1 });
        const ids = rows.flatMap(({ commentId }) => commentId ?? []);
        return {
          rows,
          excerpts: await findCommentExcerpts(tx, siteId, { ids, characters: excerptCharacters }),
          names: await moderatorNames(tx, siteId),
          counts: await countOpenAppeals(tx, siteId, { atMost: cap, at }),
        };
      });
      const positionOf = ({ id, dueAt }: AppealRow) => (show === 'open' ? [dueAt.toISOString(), id] : [id]);
      const page = pageOf({ req, res, cursors }, scope, { rows: found.rows, limit, positionOf });
      const answer: AppealsPage = {
        ...page,
        data: page.data.map((row) => {
          const excerpt = row.commentId ? found.excerpts.get(row.commentId) : undefined;
          return {
            id: row.id,
            state: row.state,
            createdAt: row.createdAt.toISOString(),
            dueAt: row.dueAt.toISOString(),
            overdue: row.state === 'open' && row.dueAt < at,
            claim: claimOf(row, found.names, at),
            comment: excerpt?.body ?? null,
            story: excerpt?.storyTitle ?? null,
            author: row.author,
            penaltyId: row.penaltyId,
          };
        }),
        ...found.counts,
        cap,
      };
      sendJson(res, 200, answer);
    },
};
