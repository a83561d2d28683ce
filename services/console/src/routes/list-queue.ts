import { lastDecidedAt, listReviewQueue, type ReviewComment } from '@moderato/database';
import { AppError } from '@moderato/domain';
import { pageOf, pageParameters, parseParameters, type Route, sendJson } from '@moderato/http';
import { z } from 'zod';
import { type QueuePage, queuePageSchema } from '../api/contract.js';
import { filterOf, queueFilterParameters } from '../api/queue-query.js';
import { reviewComment } from '../api/review-comment.js';
import type { ConsoleDeps } from '../deps.js';
import { sessionOf } from '../sessions/require-session.js';
import { answers } from './answers.js';

const querySchema = z.strictObject({ ...pageParameters, ...queueFilterParameters });

const positionOf = ({ held, id }: ReviewComment) => [String(held?.rank), id];

function placeOf([rank, id]: string[]): { rank: number; id: string } {
  if (rank === undefined || id === undefined) throw new AppError('bad_cursor');
  return { rank: Number(rank), id };
}

export const listQueue: Route<ConsoleDeps> = {
  operation: {
    method: 'get',
    path: '/api/queue',
    summary: 'What waits for a person, the worst first',
    ...answers(queuePageSchema),
  },
  handle:
    ({ database, cursors, masterKeys, clock }) =>
    async (req, res) => {
      const { siteId, moderator } = sessionOf(res);
      const { limit, cursor, ...query } = parseParameters(querySchema, req.query);
      const filter = filterOf(query, { moderatorId: moderator.id, at: clock.now() });
      const scope = { list: 'review-queue', siteId, filters: query };
      const after = cursor === undefined ? undefined : placeOf(cursors.decode(scope, cursor));
      const { rows, decidedAt } = await database.withSite(siteId, async (tx) => ({
        rows: await listReviewQueue(tx, siteId, { ...filter, after, limit: limit + 1 }),
        decidedAt: await lastDecidedAt(tx, siteId),
      }));
      const page = pageOf({ req, res, cursors }, scope, { rows, limit, positionOf });
      const answer: QueuePage = {
        ...page,
        data: page.data.map((comment) => reviewComment(comment, masterKeys)),
        lastDecidedAt: decidedAt?.toISOString() ?? null,
      };
      sendJson(res, 200, answer);
    },
};
