import type { ClauseKind, Judgement, Outcome, Policy, RuleId, Submission } from '@moderato/domain';
import { moderateByRules } from '../moderate.js';

const quote = 'A clause that asks for this.';

/** A policy whose one clause is enforced by `rule`, as compiled guidelines would have it. */
export const asking = (
  rule: RuleId,
  params: Policy['checks'][number]['params'] = {},
  reject: number | null = 0.8,
): Policy => {
  const kind = rule.replaceAll('-', '_') as ClauseKind;
  const clause = { id: `${kind}-1`, kind, demand: 'forbid' as const, text: quote, start: 0, end: quote.length };
  return {
    hash: 'e'.repeat(64),
    version: 1,
    source: quote,
    clauses: [{ ...clause, params: {}, rules: [rule], enforced: true }],
    checks: [{ rule, clauseId: clause.id, thresholds: { review: 0.5, reject }, params }],
    report: { emails: [], other: [] },
    limits: {},
  };
};

export type AskedRow = [what: string | Submission, outcome: Outcome];

const asSubmission = (what: string | Submission): Submission => (typeof what === 'string' ? { body: what } : what);

/** By `policy` alone; a name of a rule asks for that rule. */
export const judgeAsked = (policy: RuleId | Policy, what: string | Submission): Judgement =>
  moderateByRules(asSubmission(what), typeof policy === 'string' ? asking(policy) : policy);

/** A test's body: each is decided so, on that rule's account alone. Names every row that is not. */
export const checkAsked = (policy: RuleId | Policy, rows: AskedRow[]) => () => {
  expect(rows.map(([what]) => [what, judgeAsked(policy, what).outcome])).toEqual(rows);
};
