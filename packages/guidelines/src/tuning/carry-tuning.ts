import type { ClauseTuning, Policy, Tuning } from '@moderato/domain';
import { pairClauses } from '../diff.js';
import { tuningProblems } from './tuning-problems.js';

export interface CarriedTuning {
  tuning: Tuning;
  /** JSON Pointers of the settings that fit no clause any more. */
  leftOut: string[];
}

/**
 * The tuning of `from` for the guidelines `to` (fresh from `compile`) that follow it: settings go with their clause,
 * whatever its number is now; those whose clause is gone, or is enforced otherwise, are left out and named.
 */
export function carryTuning(from: Policy, to: Policy): CarriedTuning {
  const { clauses = {}, kinds = {}, site } = from.tuning ?? {};
  const idNow = new Map(pairClauses(from, to).map(({ before, after }) => [before.id, after.id]));
  const leftOut: string[] = [];
  const carried: Record<string, ClauseTuning> = {};
  for (const [id, settings] of Object.entries(clauses)) {
    const now = idNow.get(id);
    if (now === undefined || !fits(to, { clauses: { [now]: settings } })) leftOut.push(`/tuning/clauses/${id}`);
    else carried[now] = settings;
  }
  const kept: Record<string, ClauseTuning> = {};
  for (const [kind, settings] of Object.entries(kinds)) {
    if (fits(to, { kinds: { [kind]: settings } })) kept[kind] = settings;
    else leftOut.push(`/tuning/kinds/${kind}`);
  }
  const tuning: Tuning = {
    ...(Object.keys(carried).length > 0 && { clauses: carried }),
    ...(Object.keys(kept).length > 0 && { kinds: kept }),
    ...(site && { site }),
  };
  return { tuning, leftOut };
}

const fits = (policy: Policy, tuning: Tuning): boolean => tuningProblems(policy, tuning).length === 0;
