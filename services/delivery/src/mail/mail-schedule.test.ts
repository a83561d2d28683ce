import { nextMailAttempt } from './mail-schedule.js';

test('a mail is tried after 5 and 15 minutes, 1 hour, then every 4, for 48 hours', () => {
  const createdAt = new Date('2026-11-23T10:00:00Z');
  const waits: number[] = [];
  let now = createdAt;
  for (let attempts = 1; ; attempts += 1) {
    const next = nextMailAttempt(attempts, createdAt, now);
    if (!next) break;
    waits.push((next.getTime() - now.getTime()) / 60_000);
    now = next;
  }
  expect(waits.slice(0, 6)).toEqual([5, 15, 60, 240, 240, 240]);
  expect(now.getTime() - createdAt.getTime()).toBeLessThanOrEqual(48 * 3_600_000);
  expect(waits).toHaveLength(14);
});
