import { listReviewQueue } from '@moderato/database';
import { AppError } from '@moderato/domain';
import { note, parseBody, parseParameters, type Route, sendJson } from '@moderato/http';
import { z } from 'zod';
import { decideRequestSchema } from '../../api/contract.js';
import {
  type BulkAnswer,
  bulkAnswerSchema,
  bulkRequestSchema,
  type Selection,
  selectionSchema,
} from '../../api/desk-contract.js';
import { filterOf, queueFilterParameters } from '../../api/queue-query.js';
import { recordChoice } from '../../deciding/record-choice.js';
import type { ConsoleDeps } from '../../deps.js';
import { sessionOf } from '../../sessions/require-session.js';
import { wakeDelivery } from '../../wake-delivery.js';
import { answers } from '../answers.js';

const mostSelected = 500;

/** Only what was there when the moderator looked: each names the decision that was seen. */
export const selectWaiting: Route<ConsoleDeps> = {
  operation: {
    method: 'get',
    path: '/api/queue/selection',
    summary: 'All that waits in a slice of the queue, to be decided together; 500 at most',
    ...answers(selectionSchema),
  },
  handle:
    ({ database, clock }) =>
    async (req, res) => {
      const { siteId, moderator } = sessionOf(res);
      const query = parseParameters(z.strictObject(queueFilterParameters), req.query);
      const search = { ...filterOf(query, { moderatorId: moderator.id, at: clock.now() }), limit: mostSelected + 1 };
      const rows = await database.withSite(siteId, (tx) => listReviewQueue(tx, siteId, search));
      const items = rows
        .slice(0, mostSelected)
        .flatMap(({ id, revision, decision }) => (decision ? [{ id, revision, decisionId: decision.id }] : []));
      sendJson(res, 200, { items, capped: rows.length > mostSelected } satisfies Selection);
    },
};

type Result = BulkAnswer['results'][number];

export const decideMany: Route<ConsoleDeps> = {
  operation: {
    method: 'post',
    path: '/api/decisions',
    summary: 'Decide up to 50 comments alike; one that has changed meanwhile is left as it is, and said so',
    request: { body: { content: { 'application/json': { schema: bulkRequestSchema } } } },
    ...answers(bulkAnswerSchema),
  },
  handle: (deps) => async (req, res) => {
    const session = sessionOf(res);
    const { items, ...rest } = parseBody(bulkRequestSchema, req.body);
    const results: Result[] = [];
    let outbox = false;
    for (const { id, ...seen } of items) {
      const choice = parseBody(decideRequestSchema, { ...rest, ...seen });
      const done = await deps.database
        .withSite(session.siteId, (tx) => recordChoice(tx, { id, choice, session, at: deps.clock.now() }))
        .catch((error: unknown) => {
          if (error instanceof AppError && error.code === 'not_found') return null;
          throw error;
        });
      outbox ||= done?.outbox ?? false;
      results.push({ id, result: done?.result ?? 'not_found' });
      if (done) deps.metrics.decided(choice.outcome, done.result);
      if (done?.result === 'recorded') {
        deps.bell.tell(session.siteId, {
          type: 'decided',
          commentId: id,
          by: session.moderator,
          outcome: choice.outcome,
        });
      }
    }
    if (outbox) await wakeDelivery(deps, session.siteId);
    note(res, { comments: items.length, outcome: rest.outcome });
    sendJson(res, 200, { results } satisfies BulkAnswer);
  },
};
