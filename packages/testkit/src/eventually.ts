import { setTimeout as pause } from 'node:timers/promises';

/**
 * Polls `check` until it returns something other than undefined, null or false; rethrows its last error, or says what
 * was awaited, once the deadline has passed.
 */
export async function eventually<T>(
  what: string,
  check: () => Promise<T | undefined | null | false> | T | undefined | null | false,
  deadlineMs = 15_000,
): Promise<T> {
  const deadline = performance.now() + deadlineMs;
  let lastError: unknown;
  while (performance.now() < deadline) {
    try {
      const result = await check();
      if (result !== undefined && result !== null && result !== false) return result;
      lastError = undefined;
    } catch (error) {
      lastError = error;
    }
    await pause(10);
  }
  throw lastError ?? new Error(`waited ${deadlineMs} ms in vain for: ${what}`);
}
