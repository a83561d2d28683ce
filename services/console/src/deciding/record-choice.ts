import {
  type ConsoleSession,
  dropClaims,
  findLiveGuidelines,
  findReviewComment,
  type Queryable,
  recordModeratorDecision,
} from '@moderato/database';
import { AppError } from '@moderato/domain';
import type { DecideRequest } from '../api/contract.js';
import { moderatorDecision } from '../api/moderator-decision.js';

export interface Choice {
  id: string;
  choice: DecideRequest;
  session: ConsoleSession;
  at: Date;
}

export interface ChoiceResult {
  result: 'recorded' | 'conflict';
  /** Whether delivery has something to do. */
  outbox: boolean;
}

const conflict: ChoiceResult = { result: 'conflict', outbox: false };

/**
 * Writes a moderator's decision over the one that they saw; a conflict where another has come between, and then writes
 * nothing. Throws AppError `not_found`.
 */
export async function recordChoice(
  tx: Parameters<typeof recordModeratorDecision>[0],
  { id, choice, session, at }: Choice,
): Promise<ChoiceResult> {
  const { siteId, moderator } = session;
  const seen = await newestDecision(tx, siteId, id, at);
  if (!seen || seen.id !== choice.decisionId) return conflict;
  const live = await findLiveGuidelines(tx, siteId);
  const decision = { ...moderatorDecision(seen, choice, live?.policy ?? null, at), revision: choice.revision };
  const overruling = { decision, moderatorId: moderator.id, seenDecisionId: choice.decisionId };
  const recorded = await recordModeratorDecision(tx, siteId, overruling, at);
  if (!recorded) return conflict;
  await dropClaims(tx, siteId, [id]);
  return { result: 'recorded', outbox: recorded.outbox };
}

async function newestDecision(db: Queryable, siteId: string, id: string, at: Date) {
  const comment = await findReviewComment(db, siteId, id, at);
  if (!comment) throw new AppError('not_found');
  return comment.decision;
}
