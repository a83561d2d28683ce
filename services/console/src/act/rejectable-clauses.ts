import type { Decision, Policy } from '@moderato/domain';

const rank = { mild: 0, moderate: 1, severe: 2 };

/** What a rejection may rest on: what the decision found, the worst first; then what the live text forbids or demands. */
export function rejectableClauses(decision: Decision | null, live: Policy | null): { id: string; text: string }[] {
  const clauses = new Map<string, { id: string; text: string }>();
  const found = (decision?.findings ?? []).toSorted(
    (a, b) => rank[b.severity] - rank[a.severity] || b.confidence - a.confidence,
  );
  const binding = (live?.clauses ?? []).filter(({ demand }) => demand === 'forbid' || demand === 'require');
  for (const { id, text } of [...found.map(({ clause }) => clause), ...binding]) {
    if (id !== '' && text !== '' && !clauses.has(id)) clauses.set(id, { id, text });
  }
  return [...clauses.values()];
}
