import { findCommentExcerpts, findNewestBacktest, type Queryable } from '@moderato/database';
import { backtestView } from '@moderato/domain';
import { type Route, sendJson } from '@moderato/http';
import { commentExcerpt, excerptCharacters } from '../../api/comment-excerpt.js';
import { type NewestBacktest, newestBacktestSchema } from '../../api/guidelines-contract.js';
import { guidelinesOf, versionOf } from '../../api/guidelines-version.js';
import type { ConsoleDeps } from '../../deps.js';
import { sessionOf } from '../../sessions/require-session.js';
import { answers } from '../answers.js';

/** How far the newest backtest of a version is and what it counted, with the beginnings of the comments that it names. */
export async function readNewestBacktest(db: Queryable, siteId: string, version: number): Promise<NewestBacktest> {
  const backtest = await findNewestBacktest(db, siteId, version);
  if (!backtest) return { backtest: null };
  const { samples, ...view } = backtestView(backtest);
  const ids = Object.values(samples).flatMap((comments) => comments.map(({ commentId }) => commentId));
  const excerpts = await findCommentExcerpts(db, siteId, { ids, characters: excerptCharacters });
  const told = Object.entries(samples).map(([flip, comments]) => [
    flip,
    comments.map(({ commentId }) => commentExcerpt(commentId, excerpts)),
  ]);
  return { backtest: { ...view, samples: Object.fromEntries(told) } };
}

export const getBacktest: Route<ConsoleDeps> = {
  operation: {
    method: 'get',
    path: '/api/guidelines/versions/{version}/backtest',
    summary: 'The newest backtest of a version; null where there is none',
    ...answers(newestBacktestSchema),
  },
  handle:
    ({ database }) =>
    async (req, res) => {
      const { siteId } = sessionOf(res);
      const version = versionOf(req.params);
      const answer = await database.withSite(siteId, async (tx) => {
        await guidelinesOf(tx, siteId, version);
        return readNewestBacktest(tx, siteId, version);
      });
      sendJson(res, 200, answer);
    },
};
