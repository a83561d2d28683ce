import { isDeepStrictEqual } from 'node:util';
import type { Clause, Policy } from '@moderato/domain';

export interface ClauseChange {
  before: Clause;
  after: Clause;
}

export interface ClauseDiff {
  added: Clause[];
  removed: Clause[];
  /** Same kind, but other words, another demand, other parameters or other rules. A mere move is no change. */
  changed: ClauseChange[];
}

/** Which clauses `next` adds, removes and changes against `old`. Clauses pair by kind and words, then by kind and order. */
export function diffClauses(old: Policy, next: Policy): ClauseDiff {
  const diff: ClauseDiff = { added: [], removed: [], changed: [] };
  for (const kind of new Set([...old.clauses, ...next.clauses].map((clause) => clause.kind))) {
    const before = old.clauses.filter((clause) => clause.kind === kind);
    const after = next.clauses.filter((clause) => clause.kind === kind);
    const pairs = [...pair(before, after, (a, b) => a.text === b.text), ...pair(before, after, () => true)];
    diff.changed.push(...pairs.filter((change) => !sameMeaning(change)));
    diff.removed.push(...before);
    diff.added.push(...after);
  }
  return diff;
}

/** Takes out of both lists what `fits`, in order. */
function pair(before: Clause[], after: Clause[], fits: (a: Clause, b: Clause) => boolean): ClauseChange[] {
  const pairs: ClauseChange[] = [];
  for (const a of [...before]) {
    const b = after.find((candidate) => fits(a, candidate));
    if (!b) continue;
    before.splice(before.indexOf(a), 1);
    after.splice(after.indexOf(b), 1);
    pairs.push({ before: a, after: b });
  }
  return pairs;
}

const meaning = ({ text, demand, params, rules, enforced }: Clause): unknown => ({
  text,
  demand,
  params,
  rules,
  enforced,
});
const sameMeaning = ({ before, after }: ClauseChange): boolean => isDeepStrictEqual(meaning(before), meaning(after));
