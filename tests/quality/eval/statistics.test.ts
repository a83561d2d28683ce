import fc from 'fast-check';
import { averagePrecision, bestF1, calibrationError, rocAuc, rocCurve, type Scored } from './statistics.js';

/** Few distinct scores, so that ties are common; at least one of each kind. */
const scored: fc.Arbitrary<Scored> = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 6 }), fc.boolean()), { maxLength: 30 })
  .map((rows) => [...rows, [3, true] as const, [3, false] as const])
  .map((rows) => ({ scores: rows.map(([score]) => score / 6), positive: rows.map(([, positive]) => positive) }));

const thresholds = ({ scores }: Scored): number[] => [...new Set(scores)];
const at = ({ scores, positive }: Scored, least: number) => {
  const taken = scores.map((score) => score >= least);
  const hits = taken.filter((yes, i) => yes && positive[i]).length;
  const all = positive.filter(Boolean).length;
  return { precision: hits / taken.filter(Boolean).length, recall: hits / all };
};

test('ROC AUC is the share of pairs in the right order, a tie counting half', () => {
  fc.assert(
    fc.property(scored, (rows) => {
      let pairs = 0;
      let right = 0;
      rows.scores.forEach((a, i) => {
        rows.scores.forEach((b, j) => {
          if (!rows.positive[i] || rows.positive[j]) return;
          pairs++;
          right += a > b ? 1 : a === b ? 0.5 : 0;
        });
      });
      expect(rocAuc(rows)).toBeCloseTo(right / pairs, 10);
    }),
  );
});

test('the area under the ROC curve is the ROC AUC', () => {
  fc.assert(
    fc.property(scored, (rows) => {
      const points = rocCurve(rows);
      let area = 0;
      points.forEach(({ x, y }, i) => {
        const before = points[i - 1];
        if (before) area += ((x - before.x) * (y + before.y)) / 2;
      });
      expect(points.at(-1)).toEqual({ x: 1, y: 1 });
      expect(area).toBeCloseTo(rocAuc(rows), 10);
    }),
  );
});

test('best F1 and average precision are what every threshold in turn gives', () => {
  fc.assert(
    fc.property(scored, (rows) => {
      const points = thresholds(rows)
        .sort((a, b) => b - a)
        .map((least) => at(rows, least));
      const f1 = points.map(({ precision: p, recall: r }) => (p + r === 0 ? 0 : (2 * p * r) / (p + r)));
      let before = 0;
      let sum = 0;
      for (const { precision, recall } of points) {
        sum += (recall - before) * precision;
        before = recall;
      }
      expect(bestF1(rows)).toBeCloseTo(Math.max(...f1), 10);
      expect(averagePrecision(rows)).toBeCloseTo(sum, 10);
    }),
  );
});

test('without positives or without negatives there is no ROC AUC', () => {
  expect(rocAuc({ scores: [0.1, 0.2], positive: [true, true] })).toBeNaN();
  expect(rocAuc({ scores: [0.1], positive: [false] })).toBeNaN();
});

test('calibration error is 0 where predictions come true as often as they say, and their distance where not', () => {
  const predictions = [...Array(10).fill(0.2), ...Array(10).fill(0.7)];
  const outcomes = [...Array(10)]
    .flatMap((_, i) => (i < 2 ? 1 : 0))
    .concat([...Array(10)].map((_, i) => (i < 7 ? 1 : 0)));
  expect(calibrationError(predictions, outcomes, 2)).toBeCloseTo(0, 10);
  expect(calibrationError(predictions, Array(20).fill(0), 2)).toBeCloseTo(0.45, 10);
});
