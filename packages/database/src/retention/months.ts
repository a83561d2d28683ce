/** How many months things are kept; undefined: for good. */
export interface RetentionMonths {
  texts?: number | undefined;
  record?: number | undefined;
  deliveries?: number | undefined;
}

/** The first moment, UTC, of the oldest calendar month that is kept: `months` whole ones before that of `at`. */
export const keptFrom = (at: Date, months: number): Date =>
  new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() - months, 1));

/** The same time of day `months` earlier; the month's last day where it has no such day. */
export function monthsBefore(at: Date, months: number): Date {
  const first = keptFrom(at, months);
  const lastDay = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  return new Date(
    first.getTime() + (Math.min(at.getUTCDate(), lastDay) - 1) * 86_400_000 + (at.getTime() % 86_400_000),
  );
}

/** No UUIDv7 that was made at `at` or later is smaller. */
export function lowestIdAt(at: Date): string {
  const hex = Math.max(0, at.getTime()).toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-0000-0000-000000000000`;
}
