import fc from 'fast-check';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { QuotaLots } from './quota-lots.js';

test('however many processes spend one quota, they spend no more than it, and forfeit at most a lot each', () =>
  fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 1_200 }), fc.integer({ min: 1, max: 4 }), async (points, processes) => {
      const counter = new RateLimiterMemory({ points, duration: 60 });
      const spending = Array.from({ length: processes }, () => new QuotaLots(counter, points));
      const each = Math.ceil((points * 1.5) / processes) + 1;
      const taken = await Promise.all(
        spending.flatMap((lots) => Array.from({ length: each }, () => lots.take('a-key'))),
      );
      const allowed = taken.filter((one) => one.allowed);
      expect(allowed.length).toBeLessThanOrEqual(points);
      expect(allowed.length).toBeGreaterThan(points - Math.max(1, points / 500) * processes);
      for (const { remaining } of allowed) expect(remaining).toBeLessThan(points);
    }),
    { numRuns: 12 },
  ));

test('one key’s quota is not another’s', async () => {
  const lots = new QuotaLots(new RateLimiterMemory({ points: 1, duration: 60 }), 1);
  expect(
    [await lots.take('one'), await lots.take('other'), await lots.take('one')].map(({ allowed }) => allowed),
  ).toEqual([true, true, false]);
});
