import type { Decision } from '@moderato/domain';
import type { Guidelines } from '../api/contract.js';
import { byWeight } from './proposal.js';

export interface RejectableClause {
  id: string;
  text: string;
  proposed: boolean;
}

/** What a rejection can rest on: the proposed clauses first, then what the site's text forbids or demands, in its order. */
export function rejectableClauses(
  decision: Decision | null,
  guidelines: Guidelines | null | undefined,
): RejectableClause[] {
  const clauses = new Map<string, RejectableClause>();
  for (const { clause } of byWeight(decision?.findings ?? [])) {
    if (!clauses.has(clause.id)) clauses.set(clause.id, { id: clause.id, text: clause.text, proposed: true });
  }
  for (const { id, text, demand } of guidelines?.clauses ?? []) {
    const binds = demand === 'forbid' || demand === 'require';
    if (binds && !clauses.has(id)) clauses.set(id, { id, text, proposed: false });
  }
  return [...clauses.values()];
}
