import { v7 } from 'uuid';

/**
 * A UUIDv7 whose first 48 bits are `at` in milliseconds. Tables that grow are partitioned by id, so the month of a
 * row is readable from its id and a look-up touches one partition.
 */
export function newId(at: Date): string {
  return v7({ msecs: at.getTime() });
}

/** The moment, in milliseconds since 1970 UTC, that a UUIDv7 was made at. */
export function millisecondsOfId(id: string): number {
  return Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16);
}
