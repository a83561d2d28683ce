import type { Outcome } from '@moderato/domain';
import type { Figure } from './figure.js';
import type { JudgedRow } from './judged-row.js';

export interface OutcomeFigures {
  who: string;
  rows: number;
  /** Shares, 0..1. */
  held: number;
  rejected: number;
}

export interface Outcomes {
  by: OutcomeFigures[];
  /** Of all English dev comments, those held for their language, and the other degradations by name. */
  falseForeign: number;
  degraded: Record<string, number>;
  rows: number;
}

const share = (judged: readonly JudgedRow[], outcome: Outcome): number =>
  judged.filter(({ judgement }) => judgement.outcome === outcome).length / judged.length;

export function measureOutcomes(judged: readonly JudgedRow[]): Outcomes {
  const civil = judged.filter(({ row }) => row.file === 'civil-comments');
  const groups: [string, (target: number) => boolean][] = [
    ['target < 0.2', (target) => target < 0.2],
    ['target ≥ 0.5', (target) => target >= 0.5],
    // A 0/1 label whose votes are unknown says no more than "half or more".
    ['target ≥ 0.8', (target) => target >= 0.8],
  ];
  const by = groups.flatMap(([who, belongs]) => {
    const some = civil.filter(({ row }) => belongs(row.target));
    const voted = some.filter(({ row }) => !(row as { binary?: boolean }).binary);
    return [
      { who, rows: some.length, held: share(some, 'review'), rejected: share(some, 'reject') },
      {
        who: `${who}, votes known`,
        rows: voted.length,
        held: share(voted, 'review'),
        rejected: share(voted, 'reject'),
      },
    ];
  });
  const degraded: Record<string, number> = {};
  for (const { judgement } of judged) for (const name of judgement.degraded) degraded[name] = (degraded[name] ?? 0) + 1;
  return { by, degraded, falseForeign: (degraded.unsupported_language ?? 0) / judged.length, rows: judged.length };
}

export const outcomeFigures = ({ by, falseForeign }: Outcomes): Figure[] => [
  ...by
    .filter(({ rows }) => rows >= 50)
    .map(({ who, held, rejected }) => ({
      name: `held or rejected, civil-comments ${who}`,
      value: held + rejected,
      lowerIsBetter: who.startsWith('target <'),
    })),
  { name: 'taken for another language', value: falseForeign, lowerIsBetter: true },
];
