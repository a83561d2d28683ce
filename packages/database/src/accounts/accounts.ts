import type { Role } from '@moderato/domain';
import type { Database, Queryable } from '../database.js';

/** A moderator with what they sign in by. */
export interface Account {
  id: string;
  name: string;
  email: string | null;
  role: Role;
  /** Argon2id; null: they have set none. */
  passwordHash: string | null;
  /** Null: invited, and never signed in. */
  joinedAt: Date | null;
  /** When the second factor was confirmed; null where there is none. */
  totpSince: Date | null;
}

const columns = `m.id, m.name, m.email, m.role, m.password_hash as "passwordHash", m.joined_at as "joinedAt",
  m.totp_since as "totpSince"`;

export const foldEmail = (email: string): string => email.trim().toLowerCase();

/** Null where there is none, or it was disabled. */
export async function findAccount(db: Queryable, siteId: string, id: string): Promise<Account | null> {
  const { rows } = await db.query<Account>(
    `select ${columns} from moderator m where m.site_id = $1 and m.id = $2 and m.disabled_at is null`,
    [siteId, id],
  );
  return rows[0] ?? null;
}

export interface AccountPlace {
  siteId: string;
  moderatorId: string;
}

/** The accounts of an address, the one used last first; at one site where its slug is given. */
export async function findAccountsByEmail(database: Database, email: string, slug?: string): Promise<AccountPlace[]> {
  const rows = await database.acrossSites<{ site_id: string; moderator_id: string }>(
    'select site_id, moderator_id from accounts_of_email($1, $2)',
    [foldEmail(email), slug ?? null],
  );
  return rows.map(({ site_id: siteId, moderator_id: moderatorId }) => ({ siteId, moderatorId }));
}

export interface UserListing {
  id: string;
  name: string;
  email: string | null;
  role: Role;
  createdAt: Date;
  joinedAt: Date | null;
  lastSignInAt: Date | null;
  disabledAt: Date | null;
  hasPassword: boolean;
  hasSecondFactor: boolean;
  /** Open now. */
  sessions: number;
}

/** Everybody who has or had an account at the site, the newest last. */
export async function listUsers(db: Queryable, siteId: string, at: Date): Promise<UserListing[]> {
  const { rows } = await db.query<UserListing>(
    `select m.id, m.name, m.email, m.role, m.created_at as "createdAt", m.joined_at as "joinedAt",
       m.last_sign_in_at as "lastSignInAt", m.disabled_at as "disabledAt",
       m.password_hash is not null as "hasPassword", m.totp_since is not null as "hasSecondFactor",
       (select count(*)::int from console_session c
        where c.site_id = m.site_id and c.moderator_id = m.id and c.expires_at > $2) as sessions
     from moderator m where m.site_id = $1 order by m.created_at, m.id`,
    [siteId, at],
  );
  return rows;
}

/** The first time also says that an invitation was taken. */
export async function noteSignIn(db: Queryable, siteId: string, id: string, at: Date): Promise<void> {
  await db.query(
    `update moderator set last_sign_in_at = $3, joined_at = coalesce(joined_at, $3) where site_id = $1 and id = $2`,
    [siteId, id, at],
  );
}

/** How many may manage users and have signed in at least once, besides `id`. */
export async function countOtherAdmins(db: Queryable, siteId: string, id: string): Promise<number> {
  const { rows } = await db.query<{ admins: number }>(
    `select count(*)::int as admins from moderator
     where site_id = $1 and id <> $2 and role = 'admin' and disabled_at is null and joined_at is not null`,
    [siteId, id],
  );
  return rows[0]?.admins ?? 0;
}
