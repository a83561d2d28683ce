import {
  type AppealOutcome,
  type AppealRefusal,
  actOnAppeal,
  type Decision,
  fallingWith,
  newId,
  type Policy,
} from '@moderato/domain';
import type pg from 'pg';
import { liftPenalty } from '../change-penalties.js';
import { lockChain } from '../ledger.js';
import { findLiveGuidelines } from '../queries/guidelines.js';
import { loadLivesOfComments } from '../queries/penalties.js';
import { listDecisionsWithModerators } from '../queries/review-queue.js';
import { recordModeratorDecision } from '../record-decisions.js';
import { end, writePenalties } from '../write-penalties.js';
import { type AppealRow, caseOf, countOtherModerators, findAppeal, saveAppealCase } from './appeal-rows.js';
import { tellOutcome } from './tell-outcome.js';

export interface AppealWork {
  appeal: AppealRow;
  /** Why nothing was done; null where it was. */
  refused: AppealRefusal | null;
  outbox: boolean;
}

/** Keeps an appeal for one moderator for half an hour, or lets go of it. Null where the site has no such appeal. */
export async function claimAppeal(
  tx: pg.PoolClient,
  siteId: string,
  { id, moderatorId, release = false }: { id: string; moderatorId: string; release?: boolean },
  at: Date,
): Promise<AppealWork | null> {
  const appeal = await findAppeal(tx, siteId, id, { lock: true });
  if (!appeal) return null;
  const others = await countOtherModerators(tx, siteId, appeal.deciderId);
  const act = { kind: release ? 'release' : 'claim', by: moderatorId } as const;
  const step = actOnAppeal(caseOf(appeal), act, { at, others });
  if ('refused' in step) return { appeal, refused: step.refused, outbox: false };
  if (step.changed) await saveAppealCase(tx, siteId, id, { appeal: step.appeal, at });
  return { appeal: (await findAppeal(tx, siteId, id)) as AppealRow, refused: null, outbox: false };
}

export interface AppealDecision {
  id: string;
  moderatorId: string;
  outcome: AppealOutcome;
  /** For the author to read, and on the record. */
  reason: string;
}

/**
 * Ends an appeal. Overturned: the comment is approved by a decision of its own, and the penalty falls with all that
 * followed; upheld: a comment that was only held is rejected. Decision, penalties, events and the record's entries are
 * one transaction's. Null where the site has no such appeal.
 */
export async function decideAppeal(
  tx: pg.PoolClient,
  siteId: string,
  { id, moderatorId, outcome, reason }: AppealDecision,
  at: Date,
): Promise<AppealWork | null> {
  const known = await findAppeal(tx, siteId, id);
  if (!known) return null;
  // The comment before the appeal, as whoever decides the comment at the desk does.
  if (known.commentId) {
    await tx.query('select from comment where site_id = $1 and id = $2 for update', [siteId, known.commentId]);
  }
  const appeal = (await findAppeal(tx, siteId, id, { lock: true })) as AppealRow;
  const others = await countOtherModerators(tx, siteId, appeal.deciderId);
  const step = actOnAppeal(caseOf(appeal), { kind: 'decide', by: moderatorId, outcome }, { at, others });
  if ('refused' in step) return { appeal, refused: step.refused, outbox: false };
  if (!step.changed) return { appeal, refused: null, outbox: false };
  // Before the comment is decided, so that this decision does not settle the appeal a second time.
  await saveAppealCase(tx, siteId, id, { appeal: step.appeal, reason, at });
  const acting = { appeal, moderatorId, outcome, reason, at };
  const effect = appeal.penaltyId ? await onPenalty(tx, siteId, acting) : await onComment(tx, siteId, acting);
  if (effect.decisionId) {
    const written = { appeal: step.appeal, reason, resultDecisionId: effect.decisionId, at };
    await saveAppealCase(tx, siteId, id, written);
  }
  const ended = (await findAppeal(tx, siteId, id)) as AppealRow;
  const told = await tellOutcome(tx, siteId, [ended], { actor: `moderator:${moderatorId}`, at });
  return { appeal: ended, refused: null, outbox: told || effect.outbox };
}

interface Acting {
  appeal: AppealRow;
  moderatorId: string;
  outcome: AppealOutcome;
  reason: string;
  at: Date;
}
interface Effect {
  decisionId: string | null;
  outbox: boolean;
}

async function onPenalty(
  tx: pg.PoolClient,
  siteId: string,
  { appeal, moderatorId, outcome, reason, at }: Acting,
): Promise<Effect> {
  if (outcome === 'upheld' || !appeal.penaltyId) return { decisionId: null, outbox: false };
  const staff = { actor: `moderator:${moderatorId}`, at };
  const lifted = await liftPenalty(tx, siteId, { id: appeal.penaltyId, reason }, staff);
  return { decisionId: null, outbox: lifted?.outbox ?? false };
}

async function onComment(tx: pg.PoolClient, siteId: string, acting: Acting): Promise<Effect> {
  const { appeal, moderatorId, outcome, reason, at } = acting;
  const commentId = appeal.commentId as string;
  const history = await listDecisionsWithModerators(tx, siteId, commentId);
  const seen = history.at(-1)?.decision;
  if (seen?.revision === appeal.revision && isAnswered(seen, outcome)) {
    const live = await findLiveGuidelines(tx, siteId);
    const decision = answerTo(seen, { outcome, reason, live: live?.policy ?? null, at });
    const overruling = { decision, moderatorId, seenDecisionId: seen.id };
    const recorded = await recordModeratorDecision(tx, siteId, overruling, at);
    if (recorded) return { decisionId: decision.id, outbox: recorded.outbox };
  }
  if (outcome === 'upheld') return { decisionId: null, outbox: false };
  return { decisionId: null, outbox: await forgivePenalties(tx, siteId, acting) };
}

/** Whether the outcome of an appeal changes where the comment stands. */
const isAnswered = (seen: Decision, outcome: AppealOutcome): boolean =>
  outcome === 'overturned' ? seen.outcome !== 'approve' : seen.outcome === 'review';

function answerTo(
  { reason: _earlier, ...seen }: Decision,
  { outcome, reason, live, at }: { outcome: AppealOutcome; reason: string; live: Policy | null; at: Date },
): Decision {
  const approves = outcome === 'overturned';
  return {
    ...seen,
    id: newId(at),
    outcome: approves ? 'approve' : 'reject',
    findings: approves ? [] : seen.findings,
    guidelines: approves && live ? { version: live.version, hash: live.hash } : seen.guidelines,
    degraded: [],
    decidedBy: 'moderator',
    reason,
    decidedAt: at.toISOString(),
  };
}

/** Where the comment was edited or withdrawn since, what it cost its author still falls. */
async function forgivePenalties(
  tx: pg.PoolClient,
  siteId: string,
  { appeal, moderatorId, reason, at }: Acting,
): Promise<boolean> {
  await lockChain(tx, siteId);
  const commentId = appeal.commentId as string;
  const { lives, settings } = await loadLivesOfComments(tx, siteId, [commentId]);
  const life = lives.get(commentId);
  if (!life) return false;
  const rested = life.penalties.filter(
    (penalty) => penalty.decisionId !== null && penalty.commentId === commentId && penalty.revision === appeal.revision,
  );
  const ids = rested.map(({ id }) => id);
  const endedBy = `moderator:${moderatorId}`;
  const change = { life, added: [], endings: [] };
  const falling = fallingWith(life.penalties, ids, settings);
  end(
    change,
    falling.map((penaltyId) => ({ penaltyId, how: 'voided', reason, endedBy })),
    at,
  );
  return writePenalties(tx, siteId, [change], at);
}
