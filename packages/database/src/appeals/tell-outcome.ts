import { newId } from '@moderato/domain';
import type pg from 'pg';
import { recordActions } from '../ledger.js';
import { insertEvents } from '../queries/events.js';
import type { AppealRow } from './appeal-rows.js';
import { appealEvent } from './appeal-views.js';

/** Events and the record's entries of appeals that have just ended. Returns whether delivery has something to do. */
export async function tellOutcome(
  tx: pg.PoolClient,
  siteId: string,
  appeals: AppealRow[],
  { actor, at }: { actor: string; at: Date },
): Promise<boolean> {
  const events = appeals.map((appeal) => ({ type: 'appeal.decided' as const, data: appealEvent(appeal) }));
  const deliveries = await insertEvents(tx, siteId, events, at);
  const actions = appeals.map(({ id, state, reason, decisionId, penaltyId, resultDecisionId, ownDecision }) => ({
    id: newId(at),
    kind: `appeal.${state}`,
    subjectId: id,
    actor,
    data: { decisionId, penaltyId, resultDecisionId, reason, ownDecision },
  }));
  await recordActions(tx, siteId, actions, at);
  const { rows } = await tx.query(
    `select from appeal where site_id = $1 and id = any($2::uuid[]) and wants_outcome and address is not null limit 1`,
    [siteId, appeals.map(({ id }) => id)],
  );
  return deliveries > 0 || rows.length > 0;
}
