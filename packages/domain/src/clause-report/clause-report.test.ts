import fc from 'fast-check';
import type { Thresholds } from '../policy.js';
import { clauseFigures } from './clause-report.js';
import { agreementOf, leastSeen, outcomesUnder, proposedThresholds, worthOf } from './proposed-thresholds.js';
import { type Label, type Sample, totalOf } from './samples.js';
import { wilson } from './wilson.js';

const label = fc.constantFrom<Label>('unseen', 'upheld', 'overturned', 'elsewhere');
const sample: fc.Arbitrary<Sample> = fc.record({
  confidence: fc.integer({ min: 0, max: 1_000 }),
  rejecting: fc.option(fc.integer({ min: 0, max: 1_000 })),
  label,
  shared: fc.boolean(),
  othersReject: fc.boolean(),
  decisions: fc.integer({ min: 1, max: 50 }),
});
const samples = fc.array(sample, { maxLength: 40 });
const share = fc.integer({ min: 1, max: 999 }).map((n) => n / 1_000);
const thresholds: fc.Arbitrary<Thresholds> = fc
  .tuple(share, fc.option(share))
  .map(([a, b]) => ({ review: b === null ? a : Math.min(a, b), reject: b === null ? null : Math.max(a, b) }));

const clause = (today: Thresholds | null) => ({ id: 'civility-1', kind: 'civility' as const, text: 'Be civil', today });
const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);

test('what is proposed never agrees less than today’s, neither in holding nor in rejecting', () =>
  fc.assert(
    fc.property(samples, thresholds, (given, today) => {
      const proposed = proposedThresholds(given, today);
      const [before, after] = [agreementOf(given, today), agreementOf(given, proposed)];
      expect(after.review).toBeGreaterThanOrEqual(before.review);
      expect(worthOf(after)).toBeGreaterThanOrEqual(worthOf(before));
    }),
  ));

test('no threshold agrees more in holding, and none is proposed that rejects what it would not hold', () =>
  fc.assert(
    fc.property(samples, thresholds, share, (given, today, other) => {
      const proposed = proposedThresholds(given, today);
      expect(proposed.reject ?? 1).toBeGreaterThanOrEqual(proposed.review);
      if (proposed.reject !== null && other > proposed.reject) return;
      const { review } = agreementOf(given, { review: other, reject: null });
      expect(agreementOf(given, proposed).review).toBeGreaterThanOrEqual(review);
    }),
  ));

test('a clause that never rejects by itself is not made to', () =>
  fc.assert(
    fc.property(samples, share, (given, review) => proposedThresholds(given, { review, reject: null }).reject === null),
  ));

test('counts add up: what was seen, the bins, and what a change moves', () =>
  fc.assert(
    fc.property(samples, thresholds, (given, today) => {
      const figures = clauseFigures(clause(today), given, 0);
      expect(figures.seen).toBe(figures.upheld + figures.overturned + figures.elsewhere);
      expect(figures.decided).toBe(figures.seen + totalOf(given, 'unseen'));
      expect(sum(figures.reliability.map(({ decided }) => decided))).toBe(figures.decided);
      expect(sum(figures.reliability.map(({ upheld }) => upheld))).toBe(figures.upheld);
      const { change, proposed, why } = figures.thresholds as NonNullable<typeof figures.thresholds>;
      expect(sum(Object.values(change ?? {}))).toBe(0);
      expect(proposed === null).toBe(why !== null);
      expect(sum(Object.values(outcomesUnder(given, today)))).toBe(figures.decided);
    }),
  ));

test('the interval holds the share, lies within 0 and 1, and narrows with more of the same', () =>
  fc.assert(
    fc.property(fc.nat({ max: 500 }), fc.nat({ max: 500 }), (hits, misses) => {
      const of = hits + misses;
      const told = wilson(hits, of);
      if (told === null) return expect(of).toBe(0);
      expect(told.low).toBeLessThanOrEqual(told.value);
      expect(told.high).toBeGreaterThanOrEqual(told.value);
      expect(told.low).toBeGreaterThanOrEqual(0);
      expect(told.high).toBeLessThanOrEqual(1);
      const more = wilson(hits * 10, of * 10) as typeof told;
      expect(more.high - more.low).toBeLessThan(told.high - told.low);
    }),
  ));

test.each([
  [81, 263, 0.2553, 0.3662],
  [0, 10, 0, 0.2775],
  [10, 10, 0.7225, 1],
])('Wilson’s interval of %i in %i is as the textbooks have it', (hits, of, low, high) => {
  expect(wilson(hits, of)).toEqual({ value: hits / of, low: expect.closeTo(low, 4), high: expect.closeTo(high, 4) });
});

const at = (confidence: number, label: Label, decisions: number, more: Partial<Sample> = {}): Sample => ({
  ...{ confidence, rejecting: confidence, label, shared: false, othersReject: false, decisions },
  ...more,
});

test('a clause whose weak findings are overturned is proposed a higher bar, with what that costs', () => {
  const given = [
    at(520, 'overturned', 40),
    at(520, 'upheld', 5),
    at(700, 'upheld', 30),
    at(520, 'unseen', 100),
    at(520, 'unseen', 7, { shared: true }),
  ];
  const { thresholds: told } = clauseFigures(clause({ review: 0.5, reject: 0.9 }), given, 0);
  expect(told).toEqual({
    today: { review: 0.5, reject: 0.9 },
    proposed: { review: 0.7, reject: 0.7 },
    why: null,
    agreement: {
      today: { review: 35, rightRejections: 0, wrongRejections: 0 },
      proposed: { review: 70, rightRejections: 30, wrongRejections: 0 },
    },
    change: { approve: 145, review: -175, reject: 30 },
  });
});

test('rejecting unseen from lower on is proposed only where it is right nine times in ten', () => {
  const today = { review: 0.5, reject: 0.9 };
  const rejectOf = (wrong: number) =>
    proposedThresholds([at(800, 'upheld', 90), at(800, 'overturned', wrong), at(950, 'upheld', 10)], today).reject;
  expect(rejectOf(9)).toBe(0.8);
  expect(rejectOf(10)).toBe(0.9);
});

test('where all rejections were overturned, no rejection unseen is worth having', () => {
  expect(proposedThresholds([at(950, 'overturned', 40)], { review: 0.5, reject: 0.9 })).toEqual({
    review: 1,
    reject: null,
  });
});

test('with few decisions by moderators, and where nothing is better, nothing is proposed', () => {
  const today = { review: 0.5, reject: 0.9 };
  const told = (given: Sample[]) => clauseFigures(clause(today), given, 0).thresholds;
  expect(told([at(520, 'overturned', leastSeen - 1)])).toMatchObject({ proposed: null, why: 'too_few_seen' });
  expect(told([at(950, 'upheld', leastSeen)])).toMatchObject({ proposed: null, why: 'nothing_better', change: null });
  expect(clauseFigures(clause(null), [at(520, 'upheld', 99)], 0).thresholds).toBeNull();
});
