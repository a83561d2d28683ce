import type { Judgement, Submission } from '@moderato/domain';
import { byFunctionality, type FunctionalCase, type Half } from '../functional/cases.js';
import type { Figure } from './figure.js';
import type { Judging } from './judging.js';

const halves = ['development', 'held-out'] as const satisfies Half[];

export interface FunctionalityFigures {
  name: string;
  act: boolean;
  cases: Record<Half, number>;
  /** Share of right outcomes, 0..1. */
  full: Record<Half, number>;
  byRules: Record<Half, number>;
}

/** Opinions about ideas, faiths, states, institutions and policies, all innocent. */
const criticism = ['idea-criticism', 'religion-criticism', 'state-criticism', 'institution-criticism', 'policy-view'];

export interface FunctionalFigures {
  functionalities: FunctionalityFigures[];
  /** Shares of right outcomes over cases, 0..1, by engine and kind. */
  sums: { who: 'full' | 'byRules'; half: Half; act: number; pass: number }[];
  criticism: { cases: number; full: number; byRules: number };
}

export function measureFunctional(judging: Judging, cases: readonly FunctionalCase[]): FunctionalFigures {
  const isRight = (judge: (submission: Submission) => Judgement) => {
    const right = new Map(
      cases.map((one) => [one, (judge(one.submission).outcome !== 'approve') === one.act] as const),
    );
    return (some: readonly FunctionalCase[]): number => some.filter((one) => right.get(one)).length / some.length;
  };
  const share = { full: isRight(judging.full), byRules: isRight(judging.byRules) };
  const byHalf = <T>(of: (half: Half) => T): Record<Half, T> =>
    ({ development: of('development'), 'held-out': of('held-out') }) satisfies Record<Half, T>;
  const functionalities = [...byFunctionality(cases)].map(([name, all]) => {
    const inHalf = (half: Half) => all.filter((one) => one.half === half);
    return {
      name,
      act: all[0]?.act === true,
      cases: byHalf((half) => inHalf(half).length),
      full: byHalf((half) => share.full(inHalf(half))),
      byRules: byHalf((half) => share.byRules(inHalf(half))),
    };
  });
  const sums = (['full', 'byRules'] as const).flatMap((who) =>
    halves.map((half) => {
      const sum = (act: boolean) => share[who](cases.filter((one) => one.half === half && one.act === act));
      return { who, half, act: sum(true), pass: sum(false) };
    }),
  );
  const critical = cases.filter(({ functionality }) => criticism.includes(functionality));
  return {
    functionalities,
    sums,
    criticism: { cases: critical.length, full: share.full(critical), byRules: share.byRules(critical) },
  };
}

export const functionalFigures = ({ sums, criticism: { full, byRules } }: FunctionalFigures): Figure[] => [
  ...sums.flatMap(({ who, half, act, pass }) => [
    { name: `functional, ${who}, ${half}, acted upon`, value: act },
    { name: `functional, ${who}, ${half}, passed`, value: pass },
  ]),
  { name: 'criticism of ideas approved, full', value: full },
  { name: 'criticism of ideas approved, byRules', value: byRules },
];
