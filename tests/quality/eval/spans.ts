import type { Figure } from './figure.js';
import type { JudgedRow } from './judged-row.js';
import { characterF1, passagesOf } from './span-f1.js';

export interface SpanFigures {
  rows: string;
  count: number;
  /** Mean over posts, 0..1. */
  f1: number;
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

export function measureSpans(judged: readonly JudgedRow[]): SpanFigures[] {
  const all = judged.flatMap(({ row: { text, spans, spans_from }, judgement: { marks } }) =>
    spans === undefined
      ? []
      : [
          {
            official: spans_from === 'semeval-train',
            empty: spans.length === 0,
            f1: characterF1(passagesOf(marks, text), spans),
          },
        ],
  );
  const figures = (rows: string, some: typeof all): SpanFigures => ({
    rows,
    count: some.length,
    f1: mean(some.map(({ f1 }) => f1)),
  });
  const official = all.filter((one) => one.official);
  return [
    figures('all rows', all),
    figures('rows of the official training file', official),
    figures(
      'those with a passage',
      official.filter(({ empty }) => !empty),
    ),
    figures(
      'rows by majority',
      all.filter((one) => !one.official),
    ),
  ];
}

export const spanFigures = (measured: readonly SpanFigures[]): Figure[] =>
  measured.map(({ rows, f1 }) => ({ name: `span F1, ${rows}`, value: f1 }));
