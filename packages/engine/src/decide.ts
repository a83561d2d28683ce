import type { Clause, Finding, Lifted, Outcome, Policy, RuleId } from '@moderato/domain';
import type { Leniency } from './leniency.js';
import type { RawFinding } from './rule.js';

export const rounded = (share: number): number => Math.round(share * 1e6) / 1e6;

export interface Verdict {
  outcome: Outcome;
  /** 0..1: the most that a finding about tone is sure of. */
  tone: number;
  /** 0..1, that at least one of the other findings is right. */
  other: number;
  findings: Finding[];
  /** What the site's settings keep from counting. */
  lifted: Lifted[];
}

const stricter: Record<Outcome, number> = { approve: 0, review: 1, reject: 2 };
export const strictest = (a: Outcome, b: Outcome): Outcome => (stricter[a] >= stricter[b] ? a : b);

const ofTone = new Set<RuleId>([
  'threat',
  'hate',
  'harassment',
  'personal-attack',
  'civility',
  'good-taste',
  'sexual',
  'trolling',
]);

/**
 * 0..1, that a moderator would find a violation. What the model hears and what rules find of tone are one thing seen twice:
 * the finding lifts the model's word. Null: no model was asked.
 */
export function chanceOf(violation: number | null, { tone, other }: Verdict): number {
  if (violation === null) return rounded(1 - (1 - tone) * (1 - other));
  return rounded(Math.max(other, violation + (1 - violation) * tone * (0.15 + 0.75 * violation)));
}

/** Binds each piece of evidence to the clauses that its rule enforces. What stays below a review counts for nothing. */
export function decide(raw: readonly RawFinding[], policy: Policy, leniency: Leniency | null = null): Verdict {
  if (raw.length === 0) return { outcome: 'approve', tone: 0, other: 0, findings: [], lifted: [] };
  const clauses = new Map<string, Clause>(policy.clauses.map((clause) => [clause.id, clause]));
  const findings: Finding[] = [];
  const lifted: Lifted[] = [];
  let outcome: Outcome = 'approve';
  let tone = 0;
  let innocence = 1;
  for (const { raises: _, ...evidence } of raw) {
    let counts = false;
    for (const check of policy.checks) {
      const { rule, clauseId, thresholds } = check;
      const clause = clauses.get(clauseId);
      if (rule !== evidence.rule || clause === undefined || evidence.confidence < thresholds.review) continue;
      const { id, text, start, end } = clause;
      const mayReject = evidence.severity !== 'mild' || check.rejectsMild === true;
      const rejects = thresholds.reject !== null && evidence.confidence >= thresholds.reject && mayReject;
      const by = leniency?.lifts(evidence, check, rejects);
      if (by) {
        const { severity, confidence } = evidence;
        lifted.push({ rule, clauseId, severity, confidence: rounded(confidence), by });
        continue;
      }
      counts = true;
      outcome = strictest(outcome, rejects && !leniency?.spares(evidence, check) ? 'reject' : 'review');
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
    if (counts && ofTone.has(evidence.rule)) tone = Math.max(tone, evidence.confidence);
    else if (counts) innocence *= 1 - evidence.confidence;
  }
  return { outcome, tone, other: 1 - innocence, findings, lifted };
}
