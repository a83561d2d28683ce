const longestSeconds = 10;

/** Seconds that `Prefer: wait=N` (RFC 7240) asks for, 10 at most; null without one. Other preferences are ignored. */
export function preferredWait(header: string | string[] | undefined): number | null {
  if (header === undefined) return null;
  for (const preference of String(header).split(',')) {
    const seconds = /^\s*wait\s*=\s*"?(\d{1,9})"?\s*(;|$)/i.exec(preference)?.[1];
    if (seconds !== undefined) return Math.min(Number(seconds), longestSeconds);
  }
  return null;
}
