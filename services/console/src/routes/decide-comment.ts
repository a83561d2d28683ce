import type { ConsoleSession } from '@moderato/database';
import { AppError } from '@moderato/domain';
import { factsOf, note, parseBody, problemOf, type Route, sendJson } from '@moderato/http';
import { type CommentDetail, commentDetailSchema, type DecideRequest, decideRequestSchema } from '../api/contract.js';
import { isSameChoice } from '../api/moderator-decision.js';
import { readCommentDetail } from '../api/review-comment.js';
import { recordChoice } from '../deciding/record-choice.js';
import type { ConsoleDeps } from '../deps.js';
import { sessionOf } from '../sessions/require-session.js';
import { wakeDelivery } from '../wake-delivery.js';
import { answers } from './answers.js';
import { commentIdOf } from './get-comment.js';

export const decideComment: Route<ConsoleDeps> = {
  operation: {
    method: 'post',
    path: '/api/comments/{id}/decide',
    summary: 'Approve or reject; 409 with the comment as it now stands where it has changed since it was read',
    request: { body: { content: { 'application/json': { schema: decideRequestSchema } } } },
    ...answers(commentDetailSchema),
  },
  handle: (deps) => async (req, res) => {
    const session = sessionOf(res);
    const id = commentIdOf(req.params);
    const choice = parseBody(decideRequestSchema, req.body);
    const attempt = { id, choice, session, at: deps.clock.now() };
    const { result, outbox } = await deps.database.withSite(session.siteId, (tx) => recordChoice(tx, attempt));
    if (outbox) await wakeDelivery(deps, session.siteId);
    if (result === 'recorded') {
      deps.bell.tell(session.siteId, {
        type: 'decided',
        commentId: id,
        by: session.moderator,
        outcome: choice.outcome,
      });
    }
    const { siteId } = session;
    const about = { id, masterKeys: deps.masterKeys, at: attempt.at };
    const current = await deps.database.withSite(siteId, (tx) => readCommentDetail(tx, siteId, about));
    if (!current) throw new AppError('not_found');
    note(res, { commentId: id, outcome: choice.outcome });
    if (result === 'recorded' || isMine(current, choice, session)) {
      deps.metrics.decided(choice.outcome, 'recorded');
      return sendJson(res, 200, current);
    }
    deps.metrics.decided(choice.outcome, 'conflict');
    note(res, { code: 'conflict' });
    const problem = problemOf(new AppError('conflict'), factsOf(res).requestId);
    sendJson(res, 409, { ...problem, current }, 'application/problem+json');
  },
};

/** A request whose answer got lost comes again: what it asked for is on the record already. */
function isMine(current: CommentDetail, choice: DecideRequest, { moderator }: ConsoleSession): boolean {
  const seen = current.history.findIndex(({ decision }) => decision.id === choice.decisionId);
  const over = seen < 0 ? undefined : current.history[seen + 1];
  return over?.moderator?.id === moderator.id && isSameChoice(over.decision, choice);
}
