import {
  type ConsoleSession,
  findLiveGuidelines,
  findReviewComment,
  type Queryable,
  recordModeratorDecision,
} from '@moderato/database';
import { AppError } from '@moderato/domain';
import { factsOf, note, parseBody, problemOf, type Route, sendJson } from '@moderato/http';
import { type CommentDetail, commentDetailSchema, type DecideRequest, decideRequestSchema } from '../api/contract.js';
import { isSameChoice, moderatorDecision } from '../api/moderator-decision.js';
import { readCommentDetail } from '../api/review-comment.js';
import type { ConsoleDeps } from '../deps.js';
import { sessionOf } from '../sessions/require-session.js';
import { wakeDelivery } from '../wake-delivery.js';
import { answers } from './answers.js';
import { commentIdOf } from './get-comment.js';

interface Attempt {
  id: string;
  choice: DecideRequest;
  session: ConsoleSession;
  at: Date;
}
type Result = 'recorded' | 'conflict';

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
    const { result, outbox } = await deps.database.withSite(session.siteId, (tx) => decide(tx, attempt));
    if (outbox) await wakeDelivery(deps, session.siteId);
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

async function decide(
  tx: Parameters<typeof recordModeratorDecision>[0],
  { id, choice, session, at }: Attempt,
): Promise<{ result: Result; outbox: boolean }> {
  const conflict = { result: 'conflict' as const, outbox: false };
  const { siteId, moderator } = session;
  const seen = await newestDecision(tx, siteId, id, at);
  if (!seen || seen.id !== choice.decisionId) return conflict;
  const live = await findLiveGuidelines(tx, siteId);
  const decision = { ...moderatorDecision(seen, choice, live?.policy ?? null, at), revision: choice.revision };
  const overruling = { decision, moderatorId: moderator.id, seenDecisionId: choice.decisionId };
  const recorded = await recordModeratorDecision(tx, siteId, overruling, at);
  return recorded ? { result: 'recorded', outbox: recorded.outbox } : conflict;
}

async function newestDecision(db: Queryable, siteId: string, id: string, at: Date) {
  const comment = await findReviewComment(db, siteId, id, at);
  if (!comment) throw new AppError('not_found');
  return comment.decision;
}

/** A request whose answer got lost comes again: what it asked for is on the record already. */
function isMine(current: CommentDetail, choice: DecideRequest, { moderator }: ConsoleSession): boolean {
  const seen = current.history.findIndex(({ decision }) => decision.id === choice.decisionId);
  const over = seen < 0 ? undefined : current.history[seen + 1];
  return over?.moderator?.id === moderator.id && isSameChoice(over.decision, choice);
}
