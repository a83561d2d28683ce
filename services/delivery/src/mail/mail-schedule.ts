const minute = 60_000;
const hour = 60 * minute;
const waitsMs = [5 * minute, 15 * minute, hour, 4 * hour];
const longestMs = 48 * hour;

/** When to try again after `attempts` failed (contracts/email.md); null once two days would have passed. */
export function nextMailAttempt(attempts: number, createdAt: Date, now: Date): Date | null {
  const waitMs = waitsMs[Math.min(attempts, waitsMs.length) - 1] ?? 0;
  const at = now.getTime() + waitMs;
  return at - createdAt.getTime() > longestMs ? null : new Date(at);
}
