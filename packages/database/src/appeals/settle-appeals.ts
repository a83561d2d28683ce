import { actOnAppeal, type Decision, type Outcome } from '@moderato/domain';
import type { Queryable } from '../database.js';
import { type AppealRow, caseOf, findAppeal, saveAppealCase } from './appeal-rows.js';

/**
 * Ends the open appeals of a comment on which a moderator is about to decide anew: approved, the author was right;
 * rejected, where it was only held, a person has looked at it. Returns those that ended, for the caller to tell.
 */
export async function settleAppeals(
  tx: Queryable,
  siteId: string,
  { decision, moderatorId }: { decision: Decision; moderatorId: string },
  at: Date,
): Promise<AppealRow[]> {
  const { rows } = await tx.query<{ id: string; appealed: Outcome | null }>(
    `select p.id, (select d.outcome from decision d where d.site_id = $1 and d.id = p.decision_id) as appealed
     from appeal p where p.site_id = $1 and p.comment_id = $2 and p.revision = $3 and p.state = 'open'
     order by p.id for update of p`,
    [siteId, decision.commentId, decision.revision],
  );
  const ended: AppealRow[] = [];
  for (const { id, appealed } of rows) {
    const row = (await findAppeal(tx, siteId, id)) as AppealRow;
    const act =
      decision.outcome === 'approve'
        ? ({ kind: 'grant', by: moderatorId } as const)
        : ({ kind: 'decide', by: moderatorId, outcome: 'upheld' } as const);
    if (act.kind === 'decide' && (decision.outcome !== 'reject' || appealed !== 'review')) continue;
    const step = actOnAppeal(caseOf(row), act, { at, others: 1 });
    if ('refused' in step || !step.changed) continue;
    const reason = decision.reason ?? null;
    await saveAppealCase(tx, siteId, id, { appeal: step.appeal, reason, resultDecisionId: decision.id, at });
    ended.push((await findAppeal(tx, siteId, id)) as AppealRow);
  }
  return ended;
}
