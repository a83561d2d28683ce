import type { Clause, ClauseTuning, FieldProblem, Policy, Tuning } from '@moderato/domain';
import { binding } from '../policy.js';
import { checksOf, settingsOf } from './settings.js';

/** What in `tuning` does not fit `policy` (fresh from `compile`), each with the field and what to do. Pointers start at `/tuning`. */
export function tuningProblems(policy: Policy, tuning: Tuning): FieldProblem[] {
  return [
    ...Object.entries(tuning.clauses ?? {}).flatMap(([id, own]) => clauseProblems(policy, tuning, id, own)),
    ...Object.entries(tuning.kinds ?? {}).flatMap(([kind, own]) => kindProblems(policy, tuning, kind, own)),
    ...siteProblems(tuning),
  ];
}

const problem = (path: string[], code: string, detail: string): FieldProblem => ({
  pointer: ['/tuning', ...path.map((part) => part.replaceAll('~', '~0').replaceAll('/', '~1'))].join('/'),
  code,
  detail,
});

function clauseProblems(policy: Policy, tuning: Tuning, id: string, own: ClauseTuning): FieldProblem[] {
  const path = ['clauses', id];
  const clause = policy.clauses.find((one) => one.id === id);
  if (!clause) {
    const ids = policy.clauses.map((one) => one.id).join(', ');
    return [problem(path, 'unknown_clause', `The guidelines have no clause of that id. They have: ${ids || 'none'}.`)];
  }
  const { off, consequence, ...rest } = own;
  const judges = Object.keys(rest).length > 0;
  const cited = checksOf(policy, clause).length > 0;
  if (clause.rules.length === 0 && (off || judges)) {
    return [problem(path, 'not_enforced', 'No rule enforces this clause: only its consequence can be set.')];
  }
  if (judges && !cited) {
    const standing = policy.clauses.find((one) => one.kind === clause.kind && checksOf(policy, one).length > 0);
    const instead = standing ? `${standing.id} stands for it: tune that one` : 'Tune the clause that its rule cites';
    return [problem(path, 'not_cited', `${instead}, or the kind, under /tuning/kinds/${clause.kind}.`)];
  }
  return [...consequenceProblems(path, own, [clause]), ...thresholdProblems(path, policy, tuning, { own, clause })];
}

function kindProblems(policy: Policy, tuning: Tuning, kind: string, own: ClauseTuning): FieldProblem[] {
  const path = ['kinds', kind];
  const clauses = policy.clauses.filter((clause) => clause.kind === kind);
  if (clauses.length === 0) {
    const kinds = [...new Set(policy.clauses.map((clause) => clause.kind))].join(', ');
    return [
      problem(path, 'unknown_kind', `The guidelines have no clause of that kind. They have: ${kinds || 'none'}.`),
    ];
  }
  const { consequence, ...rest } = own;
  if (clauses.every(({ rules }) => rules.length === 0) && Object.keys(rest).length > 0) {
    return [problem(path, 'not_enforced', 'No rule enforces clauses of this kind: only the consequence can be set.')];
  }
  // A clause with settings of its own answers for them itself.
  const plain = clauses.filter(({ id }) => tuning.clauses?.[id] === undefined);
  return [
    ...consequenceProblems(path, own, clauses),
    ...plain.flatMap((clause) => thresholdProblems(path, policy, tuning, { own, clause })),
  ];
}

function consequenceProblems(path: string[], { consequence }: ClauseTuning, clauses: Clause[]): FieldProblem[] {
  if (consequence === undefined || consequence === 'none') return [];
  if (clauses.some(({ demand }) => binding.has(demand) && demand !== 'encourage')) return [];
  const detail = 'It forbids and requires nothing, so nobody can break it. Leave consequence out, or set none.';
  return [problem([...path, 'consequence'], 'no_breach', detail)];
}

function thresholdProblems(
  path: string[],
  policy: Policy,
  tuning: Tuning,
  { own, clause }: { own: ClauseTuning; clause: Clause },
): FieldProblem[] {
  const { thresholds, outcome } = settingsOf(tuning, clause);
  if (outcome === 'review' && thresholds?.reject != null && (own.outcome || own.thresholds)) {
    const detail = 'The outcome is review, so nothing is rejected. Leave reject out, or set it to null.';
    return [problem([...path, 'thresholds', 'reject'], 'contradiction', detail)];
  }
  for (const check of own.thresholds || own.outcome ? checksOf(policy, clause) : []) {
    const { review, reject } = { ...check.thresholds, ...thresholds };
    if (outcome === 'reject' && reject === null) {
      const detail =
        'This clause only holds comments. Say in thresholds.reject from which confidence (0 to 1) on it rejects.';
      return [problem([...path, 'outcome'], 'needs_threshold', detail)];
    }
    if (outcome !== 'review' && reject !== null && review > reject) {
      const detail = `review (${review}) must not be above reject (${reject}). Lower it, or set reject as well.`;
      return [problem([...path, 'thresholds', 'review'], 'order', detail)];
    }
  }
  return [];
}

function siteProblems({ site }: Tuning): FieldProblem[] {
  const held = new Set((site?.hold ?? []).map((words) => words.toLowerCase()));
  return (site?.allow ?? []).flatMap((words, i) =>
    held.has(words.toLowerCase())
      ? [problem(['site', 'allow', String(i)], 'contradiction', 'It stands in hold too. Take it out of one list.')]
      : [],
  );
}
