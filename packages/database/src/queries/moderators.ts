import { timingSafeEqual } from 'node:crypto';
import { newId, type Role } from '@moderato/domain';
import type { Queryable } from '../database.js';
import type { MasterKeys } from '../master-keys.js';

export interface Moderator {
  id: string;
  name: string;
  role: Role;
}

/** `role` is `moderator` where none is given. */
export async function insertModerator(
  db: Queryable,
  siteId: string,
  moderator: { id: string; name: string; email?: string | undefined; role?: Role | undefined },
  at: Date,
): Promise<void> {
  await db.query('insert into moderator (id, site_id, name, email, role, created_at) values ($1, $2, $3, $4, $5, $6)', [
    moderator.id,
    siteId,
    moderator.name,
    moderator.email ?? null,
    moderator.role ?? 'moderator',
    at,
  ]);
}

/** Null where there is no such moderator, or their account was disabled. */
export async function findModerator(db: Queryable, siteId: string, id: string): Promise<Moderator | null> {
  const { rows } = await db.query<Moderator>(
    'select id, name, role from moderator where site_id = $1 and id = $2 and disabled_at is null',
    [siteId, id],
  );
  return rows[0] ?? null;
}

export interface ModeratorListing extends Moderator {
  email: string | null;
  createdAt: Date;
  disabledAt: Date | null;
}

export async function listModerators(db: Queryable, siteId: string): Promise<ModeratorListing[]> {
  const { rows } = await db.query<ModeratorListing>(
    `select id, name, role, email, created_at as "createdAt", disabled_at as "disabledAt"
     from moderator where site_id = $1 order by created_at, id`,
    [siteId],
  );
  return rows;
}

/** The site's first moderator of that name; made where there is none, once, however many ask at a time. */
export async function ensureModerator(
  db: Queryable,
  siteId: string,
  { name, role }: Pick<Moderator, 'name' | 'role'>,
  at: Date,
): Promise<Moderator> {
  // The site's row is the lock.
  await db.query('select id from site where id = $1 for update', [siteId]);
  const { rows } = await db.query<Moderator>(
    `select id, name, role from moderator where site_id = $1 and name = $2 and disabled_at is null
     order by created_at, id limit 1`,
    [siteId, name],
  );
  if (rows[0]) return rows[0];
  const moderator = { id: newId(at), name, role };
  await insertModerator(db, siteId, moderator, at);
  return moderator;
}

/** The longest that a login link may hold, in milliseconds: a used one is remembered for longer than that. */
export const loginTokenMaxAgeMs = 7 * 24 * 3_600_000;

const signatureOf = (masterKeys: MasterKeys, siteId: string, moderatorId: string, expires: string): string =>
  masterKeys.derive(`login:${siteId}:${moderatorId}:${expires}`);

/** What goes into `<console>/login?token=…` to sign one moderator in, once, until `expiresAt`. */
export function loginToken(masterKeys: MasterKeys, siteId: string, moderatorId: string, expiresAt: Date): string {
  const expires = String(Math.floor(expiresAt.getTime() / 1000));
  return [siteId, moderatorId, expires, signatureOf(masterKeys, siteId, moderatorId, expires)].join('.');
}

export const sameToken = (a: string, b: string): boolean => {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
};

/** Whom the token signs in; null for one that is forged, expired, or good for longer than any may be. */
export function readLoginToken(
  masterKeys: MasterKeys,
  token: string,
  at: Date,
): { siteId: string; moderatorId: string } | null {
  const [siteId, moderatorId, expires, signature, ...rest] = token.split('.');
  if (!siteId || !moderatorId || !expires || !signature || rest.length > 0) return null;
  if (!sameToken(signature, signatureOf(masterKeys, siteId, moderatorId, expires))) return null;
  const leftMs = Number(expires) * 1000 - at.getTime();
  return leftMs > 0 && leftMs <= loginTokenMaxAgeMs ? { siteId, moderatorId } : null;
}
