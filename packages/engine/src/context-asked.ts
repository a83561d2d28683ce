import type { Policy } from '@moderato/domain';
import type { ContextPart } from './rule.js';
import { rules } from './rules/index.js';

const reads = new Map(rules.flatMap(({ id, reads: parts }) => (parts ? [[id as string, parts] as const] : [])));

/** What the rules of these policies read of a submission beside text, title and people: nothing else need be fetched. */
export function contextAsked(policies: readonly (Policy | null | undefined)[]): ReadonlySet<ContextPart> {
  const asked = new Set<ContextPart>();
  for (const policy of policies) {
    for (const { rule } of policy?.checks ?? []) for (const part of reads.get(rule) ?? []) asked.add(part);
  }
  return asked;
}
