import type { Database } from '../database.js';

export interface AttemptLimit {
  /** Of what is counted: a keyed hash of an address or an account. */
  key: string;
  most: number;
  windowMs: number;
}

const forgottenAfterMs = 24 * 3_600_000;

/**
 * Counts one attempt, before it is known how it ends, so that many at once are counted too. Null where it is allowed,
 * else in how many seconds the next one is.
 */
export async function countAttempt(
  database: Database,
  { key, most, windowMs }: AttemptLimit,
  at: Date,
): Promise<number | null> {
  const [row] = await database.acrossSites<{ attempts: number; since: Date }>(
    `insert into sign_in_attempt as a (key, attempts, since) values ($1, 1, $2)
     on conflict (key) do update set
       attempts = case when a.since <= $3 then 1 else a.attempts + 1 end,
       since = case when a.since <= $3 then $2 else a.since end
     returning attempts, since`,
    [key, at, new Date(at.getTime() - windowMs)],
  );
  if (!row) return null;
  if (row.attempts === 1) {
    await database.acrossSites('delete from sign_in_attempt where since < $1', [
      new Date(at.getTime() - forgottenAfterMs),
    ]);
  }
  if (row.attempts <= most) return null;
  return Math.max(1, Math.ceil((row.since.getTime() + windowMs - at.getTime()) / 1000));
}

export async function forgetAttempts(database: Database, keys: string[]): Promise<void> {
  await database.acrossSites('delete from sign_in_attempt where key = any($1)', [keys]);
}
