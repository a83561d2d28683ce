import fc from 'fast-check';
import { maxAttempts, parseRetryAfter, retryDelay } from './schedule.js';

const now = new Date('2026-01-15T10:20:30Z');
const day = 86_400_000;

test('ten attempts at the times of the contract', () => {
  let sinceStart = 0;
  const times = [0];
  for (let attempt = 1; attempt < maxAttempts; attempt += 1) {
    sinceStart += retryDelay(attempt, () => 0.5) ?? Number.NaN;
    times.push(sinceStart / 1000);
  }
  expect(times).toEqual([0, 5, 305, 2105, 9305, 27305, 63305, 113705, 185705, 272105]);
  expect(retryDelay(maxAttempts, () => 0.5)).toBeNull();
});

test('jitter moves a wait by a fifth at most', () =>
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 9 }), fc.double({ min: 0, max: 1, noNaN: true }), (attempt, random) => {
      const middle = retryDelay(attempt, () => 0.5) as number;
      const delay = retryDelay(attempt, () => random) as number;
      expect(Math.abs(delay - middle)).toBeLessThanOrEqual(middle * 0.2 + 1);
    }),
  ));

test.each([
  ['120', 120_000],
  ['0', 0],
  [' 7 ', 7_000],
  ['90000', day],
  ['9999999999', day],
  ['Thu, 15 Jan 2026 10:21:30 GMT', 60_000],
  ['Thu, 15 Jan 2026 10:00:00 GMT', 0],
  ['Fri, 15 Jan 2027 10:00:00 GMT', day],
  ['-5', null],
  ['1.5', null],
  ['soon', null],
  ['Monday', null],
  ['', null],
  [undefined, null],
])('Retry-After: %s asks for %s ms', (header, expected) => {
  expect(parseRetryAfter(header, now)).toBe(expected);
});

test('whatever the header says, the wait is none or between nothing and a day', () =>
  fc.assert(
    fc.property(fc.string(), (header) => {
      const wait = parseRetryAfter(header, now) ?? 0;
      expect(wait >= 0 && wait <= day).toBe(true);
    }),
  ));
