import { type Clause, type Decision, type Finding, newId, type Policy } from '@moderato/domain';
import { validationError } from '@moderato/http';
import type { DecideRequest } from './contract.js';

type Grounds = Pick<Decision, 'findings' | 'guidelines'>;

const unknownClause = () =>
  validationError([
    {
      pointer: '/clauseId',
      code: 'unknown_clause',
      detail: 'is no clause of the live guidelines or of the decision that was seen',
    },
  ]);

const foundByModerator = ({ id, text, start, end }: Clause, reason: string | undefined): Finding => ({
  rule: 'moderator',
  clause: { id, text, start, end },
  severity: 'moderate',
  confidence: 1,
  target: 'none',
  spans: [],
  explanation: reason ?? 'A moderator found that the comment breaks this clause.',
});

/** What the moderator's decision rests on: the findings that they share, else one of their own under the clause. */
function groundsOf(seen: Decision, { outcome, clauseId, reason }: DecideRequest, live: Policy | null): Grounds {
  const liveGuidelines = live ? { version: live.version, hash: live.hash } : seen.guidelines;
  if (outcome === 'approve' || clauseId === undefined) return { findings: [], guidelines: liveGuidelines };
  const shared = seen.findings.filter(({ clause }) => clause.id === clauseId);
  const clause = live?.clauses.find(({ id }) => id === clauseId);
  if (shared.length > 0 && (!clause || live?.hash === seen.guidelines.hash)) {
    return { findings: shared, guidelines: seen.guidelines };
  }
  if (!clause) throw unknownClause();
  return { findings: [foundByModerator(clause, reason)], guidelines: liveGuidelines };
}

/**
 * The decision that overrules `seen`: the engine's measurements stay what they were, outcome and findings are the
 * moderator's. Throws AppError `validation` for a clause that neither the live guidelines nor `seen` have.
 */
export function moderatorDecision(seen: Decision, choice: DecideRequest, live: Policy | null, at: Date): Decision {
  const { reason: _earlier, ...measured } = seen;
  return {
    ...measured,
    ...groundsOf(seen, choice, live),
    id: newId(at),
    outcome: choice.outcome,
    degraded: [],
    decidedBy: 'moderator',
    ...(choice.reason && { reason: choice.reason }),
    decidedAt: at.toISOString(),
  };
}

/** Whether `made` is what `choice` asks for: a request that came twice is answered twice and recorded once. */
export function isSameChoice(made: Decision, { outcome, clauseId, reason, revision }: DecideRequest): boolean {
  return (
    made.decidedBy === 'moderator' &&
    made.outcome === outcome &&
    made.revision === revision &&
    made.findings[0]?.clause.id === clauseId &&
    made.reason === reason
  );
}
