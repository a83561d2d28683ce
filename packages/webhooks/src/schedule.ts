const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const longestRetryAfterMs = 24 * hour;

/** Waits before the attempts 2 to 10, in milliseconds: the schedule of contracts/webhooks.md, some three days long. */
const waitsMs = [5 * second, 5 * minute, 30 * minute, 2 * hour, 5 * hour, 10 * hour, 14 * hour, 20 * hour, 24 * hour];

export const maxAttempts = waitsMs.length + 1;

/**
 * Milliseconds to wait after `attempts` (1 or more) of them failed, 20 % more or less as `random` (0..1) has it; null
 * when the last was made.
 */
export function retryDelay(attempts: number, random: () => number): number | null {
  const wait = waitsMs[attempts - 1];
  return wait === undefined ? null : Math.round(wait * (0.8 + 0.4 * random()));
}

/**
 * Milliseconds that a Retry-After header (seconds or an HTTP date) asks to wait from `now` on, at most 24 hours and
 * never below 0; null where there is none or it cannot be read.
 */
export function parseRetryAfter(header: string | undefined, now: Date): number | null {
  const text = header?.trim() ?? '';
  const atMs = /^\d{1,10}$/.test(text) ? now.getTime() + Number(text) * second : parseHttpDate(text);
  return Number.isNaN(atMs) ? null : Math.min(Math.max(0, atMs - now.getTime()), longestRetryAfterMs);
}

/** Date.parse alone takes much that is no HTTP date, "5" among it. */
const parseHttpDate = (text: string): number =>
  /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun)/.test(text) ? Date.parse(text) : Number.NaN;
