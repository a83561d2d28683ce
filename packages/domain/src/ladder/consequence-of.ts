import type { Decision, Finding } from '../decision.js';
import type { Check, Policy } from '../policy.js';

/** What a policy says of authors, as far as penalties need it. */
export interface PenaltyTerms {
  /** By clause id; clauses without a consequence, or with `none`, are absent. */
  consequences: ReadonlyMap<string, 'warning' | 'strike'>;
  checks: readonly Check[];
  /** Authors, by the site's own ids, who are never punished. */
  exempt: ReadonlySet<string>;
}

/** Authors whom a site's settings keep from every penalty: those it trusts, and its staff by id. A name proves nothing. */
export const exemptAuthors = ({ tuning }: Pick<Policy, 'tuning'>): ReadonlySet<string> =>
  new Set([...(tuning?.site?.trustedAuthors ?? []), ...(tuning?.site?.staff?.authors ?? [])]);

/** Whether the settings keep this author from every penalty. */
export const isExempt = (policy: Pick<Policy, 'tuning'> | null, authorId: string): boolean =>
  policy?.tuning?.site !== undefined && exemptAuthors(policy).has(authorId);

export const penaltyTermsOf = (policy: Policy): PenaltyTerms => ({
  consequences: new Map(
    policy.clauses.flatMap(({ id, consequence }) =>
      consequence === undefined || consequence === 'none' ? [] : [[id, consequence] as const],
    ),
  ),
  checks: policy.checks,
  exempt: exemptAuthors(policy),
});

export interface Cost {
  consequence: 'warning' | 'strike';
  /** The finding that brings it. */
  finding: Finding;
}

/** What a decision costs its author: the gravest consequence of the clauses that it is rejected by. Null: nothing. */
export function consequenceOf(
  { outcome, decidedBy, findings }: Pick<Decision, 'outcome' | 'decidedBy' | 'findings'>,
  { consequences, checks }: Pick<PenaltyTerms, 'consequences' | 'checks'>,
): Cost | null {
  if (outcome !== 'reject' || consequences.size === 0) return null;
  let found = null as Cost | null;
  for (const finding of findings) {
    const consequence = consequences.get(finding.clause.id);
    if (!consequence || found?.consequence === 'strike' || found?.consequence === consequence) continue;
    if (decidedBy === 'moderator' || rejects(finding, checks)) found = { consequence, finding };
  }
  return found;
}

/** Whether the finding alone is enough to reject: one that only holds costs nobody anything. */
const rejects = ({ rule, clause, confidence, severity }: Finding, checks: readonly Check[]): boolean =>
  checks.some(
    (check) =>
      check.rule === rule &&
      check.clauseId === clause.id &&
      check.thresholds.reject !== null &&
      confidence >= check.thresholds.reject &&
      (severity !== 'mild' || check.rejectsMild === true),
  );
