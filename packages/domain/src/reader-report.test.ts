import fc from 'fast-check';
import { reporterWeight, reportPriority } from './reader-report.js';

const sums = fc.record({
  knownWeight: fc.double({ min: 0, max: 50, noNaN: true }),
  newcomers: fc.nat(20_000),
  brigading: fc.boolean(),
});

test('who was right more often weighs more, and nobody weighs nothing or everything', () =>
  fc.assert(
    fc.property(fc.nat(200), fc.nat(200), (upheld, dismissed) => {
      const weight = reporterWeight({ upheld, dismissed });
      expect(weight).toBeGreaterThan(0);
      expect(weight).toBeLessThan(1);
      expect(reporterWeight({ upheld: upheld + 1, dismissed })).toBeGreaterThan(weight);
      expect(reporterWeight({ upheld, dismissed: dismissed + 1 })).toBeLessThan(weight);
    }),
  ));

test('one more report never lowers the priority', () =>
  fc.assert(
    fc.property(sums, (state) => {
      const before = reportPriority(state);
      expect(reportPriority({ ...state, newcomers: state.newcomers + 1 })).toBeGreaterThanOrEqual(before);
      expect(reportPriority({ ...state, knownWeight: state.knownWeight + 0.5 })).toBeGreaterThanOrEqual(before);
      expect(before).toBeLessThanOrEqual(1);
    }),
  ));

test('a crowd of newcomers weighs no more than a few of them, and less once it looks like a brigade', () => {
  const few = reportPriority({ knownWeight: 0, newcomers: 4, brigading: false });
  expect(reportPriority({ knownWeight: 0, newcomers: 10_000, brigading: false })).toBe(few);
  expect(reportPriority({ knownWeight: 0, newcomers: 10_000, brigading: true })).toBeLessThan(few);
});

test('two who were right before outweigh a crowd of newcomers', () => {
  const known = 2 * reporterWeight({ upheld: 9, dismissed: 0 });
  const crowd = reportPriority({ knownWeight: 0, newcomers: 10_000, brigading: true });
  expect(reportPriority({ knownWeight: known, newcomers: 0, brigading: false })).toBeGreaterThan(crowd);
});
