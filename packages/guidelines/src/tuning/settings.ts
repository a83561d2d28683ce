import type { Check, Clause, ClauseKind, ClauseTuning, Policy, RuleId, Tuning } from '@moderato/domain';

/** A clause's settings: its own, and where it has none those of its kind. */
export const settingsOf = ({ clauses, kinds }: Tuning, { id, kind }: Pick<Clause, 'id' | 'kind'>): ClauseTuning => ({
  ...kinds?.[kind],
  ...clauses?.[id],
});

/** Rules that protect people from harm, and the kinds of clause that speak of it. */
const grave: Partial<Record<RuleId, readonly ClauseKind[]>> = {
  threat: ['threat', 'harassment'],
  hate: ['hate', 'harassment'],
};

/**
 * Whether the settings of `clause` bear on `rule`. "No personal attacks" may be what threats are judged by: tuning it
 * says nothing of threats, so that they stay enforced as compiled.
 */
export const bearsOn = ({ kind }: Pick<Clause, 'kind'>, rule: RuleId): boolean => grave[rule]?.includes(kind) ?? true;

export const checksOf = ({ checks }: Policy, { id }: Pick<Clause, 'id'>): Check[] =>
  checks.filter(({ clauseId }) => clauseId === id);
