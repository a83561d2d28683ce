import { randomFillSync, randomInt } from 'node:crypto';
import { v7 } from 'uuid';

const idBytes = 16;
/** Asking the system for random bytes costs more than the rest of an id: it is asked for a thousand at once. */
const pool = new Uint8Array(1_024 * idBytes);
let used = pool.length;

function randomBytes(): Uint8Array {
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  used += idBytes;
  return pool.subarray(used - idBytes, used);
}

/**
 * A UUIDv7 whose first 48 bits are `at` in milliseconds. Tables that grow are partitioned by id, so the month of a
 * row is readable from its id and a look-up touches one partition.
 */
export function newId(at: Date): string {
  return v7({ msecs: at.getTime(), random: randomBytes() });
}

/** Half of a UUIDv7's 32 bits of sequence: from below it on, counting up never runs over. */
const sequenceStart = 2 ** 31;

/** UUIDv7s of one moment that sort in the order of the list. */
export function newIds(at: Date, count: number): string[] {
  const first = randomInt(sequenceStart);
  return Array.from({ length: count }, (_, i) => v7({ msecs: at.getTime(), random: randomBytes(), seq: first + i }));
}

/** The moment, in milliseconds since 1970 UTC, that a UUIDv7 was made at. */
export function millisecondsOfId(id: string): number {
  return Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16);
}

/** No UUIDv7 that was made at `at` or later is smaller. */
export function firstIdAt(at: Date): string {
  const hex = Math.max(0, at.getTime()).toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-0000-0000-000000000000`;
}
