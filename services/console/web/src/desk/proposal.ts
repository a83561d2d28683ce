import type { Decision, Finding } from '@moderato/domain';

const rank = { mild: 0, moderate: 1, severe: 2 };

/** The worst first: by severity, then by how sure the rule is. */
export const byWeight = (findings: Finding[]): Finding[] =>
  findings.toSorted((a, b) => rank[b.severity] - rank[a.severity] || b.confidence - a.confidence);

/** What the desk says first of a decision. */
export type Proposal =
  | { kind: 'held'; reasons: string[] }
  | { kind: 'reject' | 'unsure'; finding: Finding; probability: number }
  | { kind: 'look'; probability: number }
  | { kind: 'decided'; outcome: 'approve' | 'reject'; by: Decision['decidedBy']; finding: Finding | null };

/** Held because something was missing is a reason of its own, and no violation; so it is told apart here. */
export function proposalOf({ outcome, decidedBy, findings, probability, degraded }: Decision): Proposal {
  const finding = byWeight(findings)[0] ?? null;
  if (outcome !== 'review') return { kind: 'decided', outcome, by: decidedBy, finding };
  if (finding) return { kind: probability >= 0.5 ? 'reject' : 'unsure', finding, probability };
  return degraded.length > 0 ? { kind: 'held', reasons: degraded } : { kind: 'look', probability };
}

/** Whether it is to be blurred for those who asked for that. */
export const isSevere = (decision: Decision | null): boolean =>
  decision !== null &&
  (decision.findings.some(({ severity }) => severity === 'severe') || decision.scores.SEVERE_TOXICITY >= 0.5);
