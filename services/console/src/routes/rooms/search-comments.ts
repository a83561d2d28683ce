import { everyId, findReviewComments, findStoryIds, type Queryable, searchComments } from '@moderato/database';
import { firstIdAt, outcomes } from '@moderato/domain';
import { pageParameters, parseParameters, type Route, sendJson } from '@moderato/http';
import { z } from 'zod';
import { findNamedAuthors } from '../../api/author-names.js';
import { authorOf } from '../../api/author-view.js';
import { reviewComment } from '../../api/review-comment.js';
import { type FoundComments, foundCommentsSchema } from '../../api/rooms-contract.js';
import type { ConsoleDeps } from '../../deps.js';
import { sessionOf } from '../../sessions/require-session.js';
import { answers } from '../answers.js';

const words = z
  .string()
  .max(400)
  // PostgreSQL keeps no NUL, so none is found.
  .transform((text) => text.replaceAll('\0', '').trim())
  .optional();
const querySchema = z.strictObject({
  ...pageParameters,
  q: words.describe('Words of the comment, as in a search engine: "a phrase", -without, or'),
  author: words.describe('The site’s own id or its beginning, or the whole name'),
  by: words.describe('The site’s own id of the author, whole'),
  story: words.describe('A part of the title or the address'),
  clause: z.string().max(200).optional().describe('A clause that a decision on it cites'),
  outcome: z.enum(outcomes).optional().describe('Of the newest decision'),
  from: z.iso.date().optional().describe('Received on this day (UTC) or later'),
  to: z.iso.date().optional().describe('Received on this day (UTC) or earlier'),
});

const mostStories = 200;
const lookThrough = 2_000;
const dayMs = 86_400_000;

/** The time that a UUIDv7 was made at. */
const timeOf = (id: string): string => new Date(Number.parseInt(id.replace('-', '').slice(0, 12), 16)).toISOString();

async function whoAndWhere(
  { masterKeys }: ConsoleDeps,
  tx: Queryable,
  siteId: string,
  { author, by, story }: { author?: string | undefined; by?: string | undefined; story?: string | undefined },
) {
  const one = by ? await authorOf(tx, siteId, by) : undefined;
  const authors = author ? await findNamedAuthors(tx, siteId, { words: author, masterKeys }) : undefined;
  return {
    authorIds: one ? [one.authorId] : authors?.map(({ authorId }) => authorId),
    storyIds: story ? await findStoryIds(tx, siteId, story, mostStories) : undefined,
  };
}

export const searchForComments: Route<ConsoleDeps> = {
  operation: {
    method: 'get',
    path: '/api/search',
    summary: 'Comments by their words, author, story, clause, outcome and time, newest first',
    ...answers(foundCommentsSchema),
  },
  handle: (deps) => async (req, res) => {
    const { siteId } = sessionOf(res);
    const { limit, cursor, ...query } = parseParameters(querySchema, req.query);
    const { q, clause, outcome, from, to } = query;
    const scope = { list: 'search', siteId, filters: query };
    const before = cursor === undefined ? undefined : deps.cursors.decode(scope, cursor)[0];
    const answer = await deps.database.withSite(siteId, async (tx): Promise<FoundComments> => {
      const { ids, next } = await searchComments(tx, siteId, {
        words: q || undefined,
        ...(await whoAndWhere(deps, tx, siteId, query)),
        outcome,
        clauseId: clause || undefined,
        fromId: from ? firstIdAt(new Date(from)) : everyId.fromId,
        beforeId: before ?? (to ? firstIdAt(new Date(Date.parse(to) + dayMs)) : everyId.beforeId),
        limit,
        lookThrough,
      });
      const found = await findReviewComments(tx, siteId, ids, deps.clock.now());
      return {
        data: ids.flatMap((id) => {
          const comment = found.get(id);
          return comment ? [reviewComment(comment, deps.masterKeys)] : [];
        }),
        next_cursor: next === null ? null : deps.cursors.encode(scope, [next]),
        has_more: next !== null,
        lookedBackTo: next === null ? null : timeOf(next),
      };
    });
    sendJson(res, 200, answer);
  },
};
