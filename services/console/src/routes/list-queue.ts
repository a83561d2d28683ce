import { listReviewQueue, type ReviewComment, readReviewQueueState } from '@moderato/database';
import { pageOf, pageParameters, parseParameters, type Route, sendJson } from '@moderato/http';
import { z } from 'zod';
import { type QueuePage, queuePageSchema } from '../api/contract.js';
import { reviewComment } from '../api/review-comment.js';
import type { ConsoleDeps } from '../deps.js';
import { sessionOf } from '../sessions/require-session.js';
import { answers } from './answers.js';

const querySchema = z.strictObject(pageParameters);
const waitingCap = 1_000;

const positionOf = ({ priority, id }: ReviewComment) => [String(priority), id];

export const listQueue: Route<ConsoleDeps> = {
  operation: {
    method: 'get',
    path: '/api/queue',
    summary: 'What waits for a person, the worst first',
    ...answers(queuePageSchema),
  },
  handle:
    ({ database, cursors, masterKeys }) =>
    async (req, res) => {
      const { siteId } = sessionOf(res);
      const { limit, cursor } = parseParameters(querySchema, req.query);
      const scope = { list: 'review-queue', siteId };
      const [priority, id] = cursor ? cursors.decode(scope, cursor) : [];
      const after = priority !== undefined && id !== undefined ? { priority: Number(priority), id } : undefined;
      const { rows, state } = await database.withSite(siteId, async (tx) => ({
        rows: await listReviewQueue(tx, siteId, { after, limit: limit + 1 }),
        state: await readReviewQueueState(tx, siteId, waitingCap),
      }));
      const page = pageOf({ req, res, cursors }, scope, { rows, limit, positionOf });
      const answer: QueuePage = {
        ...page,
        data: page.data.map((comment) => reviewComment(comment, masterKeys)),
        waiting: state.waiting,
        waitingCap,
        lastDecidedAt: state.lastDecidedAt?.toISOString() ?? null,
      };
      sendJson(res, 200, answer);
    },
};
