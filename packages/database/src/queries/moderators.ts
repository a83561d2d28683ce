import { newId, type Role } from '@moderato/domain';
import type { Queryable } from '../database.js';
import type { MasterKeys } from '../master-keys.js';
import { type LinkPurpose, linkToken, readLinkToken } from '../signed-links.js';

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

/** A used login link is remembered, by its session, for longer than it may hold. */
export const loginTokenMaxAgeMs = 7 * 24 * 3_600_000;
const login: LinkPurpose = { name: 'login', maxAgeMs: loginTokenMaxAgeMs };

/** What goes into `<console>/login?token=…` to sign one moderator in, once, until `expiresAt`. */
export const loginToken = (masterKeys: MasterKeys, siteId: string, moderatorId: string, expiresAt: Date): string =>
  linkToken(masterKeys, login, { siteId, subject: moderatorId }, expiresAt);

/** Whom the token signs in; null for one that is forged, expired, or good for longer than any may be. */
export function readLoginToken(
  masterKeys: MasterKeys,
  token: string,
  at: Date,
): { siteId: string; moderatorId: string } | null {
  const link = readLinkToken(masterKeys, login, token, at);
  return link.state === 'good' ? { siteId: link.siteId, moderatorId: link.subject } : null;
}
