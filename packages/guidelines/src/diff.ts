import { isDeepStrictEqual } from 'node:util';
import type { Clause, Policy } from '@moderato/domain';
import { settingsOf } from './tuning/settings.js';

export interface ClauseChange {
  before: Clause;
  after: Clause;
}

export interface ClauseDiff {
  added: Clause[];
  removed: Clause[];
  /** Same kind, but other words, another demand, other parameters, rules or settings. A mere move is no change. */
  changed: ClauseChange[];
}

/** Which clauses `next` adds, removes and changes against `old`. Clauses pair by kind and words, then by kind and order. */
export function diffClauses(old: Policy, next: Policy): ClauseDiff {
  const diff: ClauseDiff = { added: [], removed: [], changed: [] };
  for (const { pairs, before, after } of pairsByKind(old, next)) {
    diff.changed.push(
      ...pairs.filter((change) => !isDeepStrictEqual(meaning(old, change.before), meaning(next, change.after))),
    );
    diff.removed.push(...before);
    diff.added.push(...after);
  }
  return diff;
}

/** Which clause of `next` is which of `old`. */
export const pairClauses = (old: Policy, next: Policy): ClauseChange[] =>
  pairsByKind(old, next).flatMap(({ pairs }) => pairs);

/** Of each kind the pairs, and what is left on either side. */
function pairsByKind(old: Policy, next: Policy): { pairs: ClauseChange[]; before: Clause[]; after: Clause[] }[] {
  return [...new Set([...old.clauses, ...next.clauses].map((clause) => clause.kind))].map((kind) => {
    const before = old.clauses.filter((clause) => clause.kind === kind);
    const after = next.clauses.filter((clause) => clause.kind === kind);
    const pairs = [...pair(before, after, (a, b) => a.text === b.text), ...pair(before, after, () => true)];
    return { pairs, before, after };
  });
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

const meaning = ({ tuning = {} }: Policy, clause: Clause): unknown => {
  const { text, demand, params, rules, enforced } = clause;
  return { text, demand, params, rules, enforced, settings: settingsOf(tuning, clause) };
};
