import type { Clause, Finding, Outcome, Policy } from '@moderato/domain';
import type { RawFinding } from './rule.js';

export const rounded = (share: number): number => Math.round(share * 1e6) / 1e6;

export interface Verdict {
  outcome: Outcome;
  /** 0..1, that at least one of the findings is right. */
  probability: number;
  findings: Finding[];
}

const stricter: Record<Outcome, number> = { approve: 0, review: 1, reject: 2 };
export const strictest = (a: Outcome, b: Outcome): Outcome => (stricter[a] >= stricter[b] ? a : b);

/** Binds each piece of evidence to the clauses that its rule enforces. What stays below a review counts for nothing. */
export function decide(raw: readonly RawFinding[], policy: Policy): Verdict {
  if (raw.length === 0) return { outcome: 'approve', probability: 0, findings: [] };
  const clauses = new Map<string, Clause>(policy.clauses.map((clause) => [clause.id, clause]));
  const findings: Finding[] = [];
  let outcome: Outcome = 'approve';
  let innocence = 1;
  for (const { raises: _, ...evidence } of raw) {
    let counts = false;
    for (const { rule, clauseId, thresholds } of policy.checks) {
      const clause = clauses.get(clauseId);
      if (rule !== evidence.rule || clause === undefined || evidence.confidence < thresholds.review) continue;
      const { id, text, start, end } = clause;
      counts = true;
      const rejects =
        thresholds.reject !== null && evidence.confidence >= thresholds.reject && evidence.severity !== 'mild';
      outcome = strictest(outcome, rejects ? 'reject' : 'review');
      findings.push({
        rule,
        clause: { id, text, start, end },
        severity: evidence.severity,
        confidence: rounded(evidence.confidence),
        target: evidence.target,
        spans: evidence.spans,
        explanation: evidence.explanation,
      });
    }
    if (counts) innocence *= 1 - evidence.confidence;
  }
  return { outcome, probability: rounded(1 - innocence), findings };
}
