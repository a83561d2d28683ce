import {
  type ConsoleSession,
  findLiveGuidelines,
  findReviewComment,
  recordModeratorDecision,
} from '@moderato/database';
import { AppError } from '@moderato/domain';
import type { DecideRequest } from './contract.js';
import { moderatorDecision } from './moderator-decision.js';

export interface Attempt {
  /** Of the comment. */
  id: string;
  choice: DecideRequest;
  session: Pick<ConsoleSession, 'siteId' | 'moderator'>;
  at: Date;
}

/**
 * Writes a moderator's decision, from the desk or from a mail. `conflict`, and nothing is written, where the decision
 * that they saw is not the newest any more. Throws AppError `not_found`, and `validation` for an unknown clause.
 */
export async function decide(
  tx: Parameters<typeof recordModeratorDecision>[0],
  { id, choice, session, at }: Attempt,
): Promise<{ result: 'recorded' | 'conflict'; outbox: boolean }> {
  const conflict = { result: 'conflict' as const, outbox: false };
  const { siteId, moderator } = session;
  const comment = await findReviewComment(tx, siteId, id);
  if (!comment) throw new AppError('not_found');
  const seen = comment.decision;
  if (!seen || seen.id !== choice.decisionId) return conflict;
  const live = await findLiveGuidelines(tx, siteId);
  const decision = { ...moderatorDecision(seen, choice, live?.policy ?? null, at), revision: choice.revision };
  const overruling = { decision, moderatorId: moderator.id, seenDecisionId: choice.decisionId };
  const recorded = await recordModeratorDecision(tx, siteId, overruling, at);
  return recorded ? { result: 'recorded', outbox: recorded.outbox } : conflict;
}
