import { createHash } from 'node:crypto';
import type { Queryable } from '../database.js';
import type { MasterKeys } from '../master-keys.js';

/** What a code is checked against. */
export interface SecondFactor {
  secret: Buffer;
  /** Null: begun and not confirmed. */
  since: Date | null;
  /** The step of the last code taken; null where none was. */
  lastStep: number | null;
}

/** Locked, so that of two who bring the same code the second sees that it was taken. Null where there is none. */
export async function lockSecondFactor(
  db: Queryable,
  siteId: string,
  moderatorId: string,
  masterKeys: MasterKeys,
): Promise<SecondFactor | null> {
  const { rows } = await db.query<{ wrapped: Buffer | null; version: number; since: Date | null; step: string | null }>(
    `select totp_secret as wrapped, key_version as version, totp_since as since, totp_step as step
     from moderator where site_id = $1 and id = $2 for update`,
    [siteId, moderatorId],
  );
  const row = rows[0];
  if (!row?.wrapped) return null;
  const secret = masterKeys.unwrap({ wrapped: row.wrapped, version: row.version });
  return { secret, since: row.since, lastStep: row.step === null ? null : Number(row.step) };
}

/** Keeps a new secret that is not asked for until a code of it has been shown. */
export async function beginSecondFactor(
  db: Queryable,
  siteId: string,
  moderatorId: string,
  { secret, masterKeys }: { secret: Uint8Array; masterKeys: MasterKeys },
): Promise<void> {
  const { wrapped, version } = masterKeys.wrap(secret);
  await db.query(
    `update moderator set totp_secret = $3, key_version = $4, totp_since = null, totp_step = null
     where site_id = $1 and id = $2`,
    [siteId, moderatorId, wrapped, version],
  );
}

export async function confirmSecondFactor(db: Queryable, siteId: string, moderatorId: string, at: Date): Promise<void> {
  await db.query('update moderator set totp_since = $3 where site_id = $1 and id = $2', [siteId, moderatorId, at]);
}

export async function takeStep(db: Queryable, siteId: string, moderatorId: string, step: number): Promise<void> {
  await db.query('update moderator set totp_step = $3 where site_id = $1 and id = $2', [siteId, moderatorId, step]);
}

/** Forgets the secret and the recovery codes. */
export async function forgetSecondFactor(db: Queryable, siteId: string, moderatorId: string): Promise<void> {
  await db.query(
    'update moderator set totp_secret = null, totp_since = null, totp_step = null where site_id = $1 and id = $2',
    [siteId, moderatorId],
  );
  await db.query('delete from recovery_code where site_id = $1 and moderator_id = $2', [siteId, moderatorId]);
}

const hashOfCode = (masterKeys: MasterKeys, moderatorId: string, code: string): Buffer =>
  createHash('sha256')
    .update(masterKeys.derive(`recovery:${moderatorId}:${code}`))
    .digest();

/** In the place of those there were. */
export async function replaceRecoveryCodes(
  db: Queryable,
  siteId: string,
  moderatorId: string,
  { codes, masterKeys }: { codes: string[]; masterKeys: MasterKeys },
): Promise<void> {
  await db.query('delete from recovery_code where site_id = $1 and moderator_id = $2', [siteId, moderatorId]);
  await db.query(
    'insert into recovery_code (site_id, moderator_id, code_hash) select $1, $2, hash from unnest($3::bytea[]) as hash',
    [siteId, moderatorId, codes.map((code) => hashOfCode(masterKeys, moderatorId, code))],
  );
}

/** False where it is none of theirs, or was used. */
export async function useRecoveryCode(
  db: Queryable,
  siteId: string,
  moderatorId: string,
  { code, masterKeys, at }: { code: string; masterKeys: MasterKeys; at: Date },
): Promise<boolean> {
  const { rowCount } = await db.query(
    `update recovery_code set used_at = $4
     where site_id = $1 and moderator_id = $2 and code_hash = $3 and used_at is null`,
    [siteId, moderatorId, hashOfCode(masterKeys, moderatorId, code), at],
  );
  return rowCount === 1;
}

export async function countRecoveryCodes(db: Queryable, siteId: string, moderatorId: string): Promise<number> {
  const { rows } = await db.query<{ left: number }>(
    `select count(*)::int as left from recovery_code where site_id = $1 and moderator_id = $2 and used_at is null`,
    [siteId, moderatorId],
  );
  return rows[0]?.left ?? 0;
}
