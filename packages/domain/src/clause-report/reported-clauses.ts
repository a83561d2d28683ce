import type { ClauseKind } from '../clause-kinds.js';
import type { Policy, RuleId, Thresholds } from '../policy.js';

/** A clause of one or several versions, by its kind and words. */
export interface ReportedClause {
  /** In the version that the report compares with; null where that no longer has the clause. */
  id: string | null;
  kind: ClauseKind;
  text: string;
  /** The lowest of its rules' in that version; null where no rule enforces it there. */
  today: Thresholds | null;
}

/** Which clause of the report a finding is of, and what its rule may do today. */
export interface ClauseBinding {
  version: number;
  clauseId: string;
  rule: RuleId;
  /** Place of the clause in the list. */
  key: number;
  reject: number | null;
  rejectsMild: boolean;
}

export interface ReportedClauses {
  clauses: ReportedClause[];
  bindings: ClauseBinding[];
}

const nameOf = ({ kind, text }: { kind: string; text: string }): string => `${kind} ${text.replace(/\s+/g, ' ')}`;

function thresholdsOf({ checks }: Policy, clauseId: string): Thresholds | null {
  const own = checks.filter((check) => check.clauseId === clauseId).map(({ thresholds }) => thresholds);
  if (own.length === 0) return null;
  const reject = own.flatMap((one) => (one.reject === null ? [] : [one.reject]));
  return {
    review: Math.min(...own.map(({ review }) => review)),
    reject: reject.length > 0 ? Math.min(...reject) : null,
  };
}

/**
 * The clauses that any of `policies` enforces, those with the same words as one, beside what `current` makes of them.
 * `current` comes first where it has them.
 */
export function reportedClauses(policies: readonly Policy[], current: Policy): ReportedClauses {
  const keys = new Map<string, number>();
  const clauses: ReportedClause[] = [];
  const bindings: ClauseBinding[] = [];
  const today = new Map<string, { reject: number | null; rejectsMild: boolean }>();
  const others = policies.filter(({ version }) => version !== current.version);
  for (const policy of [current, ...others]) {
    const isCurrent = policy === current;
    for (const clause of policy.clauses) {
      const checks = policy.checks.filter(({ clauseId }) => clauseId === clause.id);
      const name = nameOf(clause);
      if (checks.length === 0 && !keys.has(name)) continue;
      const key = keys.get(name) ?? clauses.length;
      if (key === clauses.length) {
        const { kind, text } = clause;
        const own = isCurrent ? { id: clause.id, today: thresholdsOf(current, clause.id) } : { id: null, today: null };
        keys.set(name, key);
        clauses.push({ ...own, kind, text });
      }
      for (const { rule, thresholds, rejectsMild = false } of checks) {
        if (isCurrent) today.set(`${key} ${rule}`, { reject: thresholds.reject, rejectsMild });
        const now = today.get(`${key} ${rule}`) ?? { reject: null, rejectsMild: false };
        bindings.push({ version: policy.version, clauseId: clause.id, rule, key, ...now });
      }
    }
  }
  return { clauses, bindings };
}
