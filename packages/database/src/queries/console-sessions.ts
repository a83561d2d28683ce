import { createHash, randomBytes } from 'node:crypto';
import type { Database, Queryable } from '../database.js';
import { loginTokenMaxAgeMs, type Moderator } from './moderators.js';

const hashOfToken = (token: string): Buffer => createHash('sha256').update(token).digest();

/** 32 random bytes, for the cookie: the database keeps its hash alone. */
export const newSessionToken = (): string => randomBytes(32).toString('base64url');

/** The session that a login link opens has an id made of the link, so that the link opens one only. */
export function sessionIdOfLink(loginToken: string): string {
  const hex = hashOfToken(`session\0${loginToken}`).toString('hex');
  // Version 8 of RFC 9562: bits of the maker's own.
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  );
}

export interface NewConsoleSession {
  id: string;
  moderatorId: string;
  token: string;
  expiresAt: Date;
  openedBy: SessionOpening;
  /** Browser and system, in words; null where neither is known. */
  device: string | null;
}

export type SessionOpening = 'link' | 'demo' | 'password' | 'invitation' | 'openid';

/** False when a session of that id was opened before. */
export async function insertConsoleSession(
  db: Queryable,
  siteId: string,
  session: NewConsoleSession,
  at: Date,
): Promise<boolean> {
  const { rowCount } = await db.query(
    `insert into console_session (id, site_id, moderator_id, token_hash, created_at, expires_at, opened_by, device)
     values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (id) do nothing`,
    [
      session.id,
      siteId,
      session.moderatorId,
      hashOfToken(session.token),
      at,
      session.expiresAt,
      session.openedBy,
      session.device,
    ],
  );
  return rowCount === 1;
}

export interface ConsoleSession {
  id: string;
  siteId: string;
  siteName: string;
  moderator: Moderator;
  expiresAt: Date;
}

/** Null where the token is unknown, the session over, or the moderator's account disabled. */
export async function findConsoleSession(database: Database, token: string, at: Date): Promise<ConsoleSession | null> {
  const [found] = await database.acrossSites<{ site_id: string; session_id: string }>(
    'select site_id, session_id from site_of_session($1, $2)',
    [hashOfToken(token), at],
  );
  if (!found) return null;
  return database.withSite(found.site_id, async (tx) => {
    const { rows } = await tx.query<Pick<ConsoleSession, 'siteName' | 'expiresAt'> & Moderator>(
      `select site.name as "siteName", m.id, m.name, m.role, c.expires_at as "expiresAt"
       from console_session c
       join moderator m on m.id = c.moderator_id and m.site_id = c.site_id and m.disabled_at is null
       join site on site.id = c.site_id
       where c.site_id = $1 and c.id = $2`,
      [found.site_id, found.session_id],
    );
    const row = rows[0];
    if (!row) return null;
    const { siteName, expiresAt, ...moderator } = row;
    return { id: found.session_id, siteId: found.site_id, siteName, expiresAt, moderator };
  });
}

/** Ended rather than deleted: the row remembers that its login link was used. */
export async function endConsoleSession(db: Queryable, siteId: string, id: string, at: Date): Promise<void> {
  await db.query('update console_session set expires_at = $3 where site_id = $1 and id = $2 and expires_at > $3', [
    siteId,
    id,
    at,
  ]);
}

/** Ends every open session of a moderator but `except`; returns how many. */
export async function endSessionsOf(
  db: Queryable,
  siteId: string,
  moderatorId: string,
  at: Date,
  except?: string,
): Promise<number> {
  const { rowCount } = await db.query(
    `update console_session set expires_at = $3
     where site_id = $1 and moderator_id = $2 and expires_at > $3 and ($4::uuid is null or id <> $4)`,
    [siteId, moderatorId, at, except ?? null],
  );
  return rowCount ?? 0;
}

export interface OpenSession {
  id: string;
  createdAt: Date;
  expiresAt: Date;
  openedBy: SessionOpening;
  device: string | null;
}

/** The open sessions of a moderator, the newest first. */
export async function listOpenSessions(
  db: Queryable,
  siteId: string,
  moderatorId: string,
  at: Date,
): Promise<OpenSession[]> {
  const { rows } = await db.query<OpenSession>(
    `select id, created_at as "createdAt", expires_at as "expiresAt", opened_by as "openedBy", device
     from console_session where site_id = $1 and moderator_id = $2 and expires_at > $3
     order by created_at desc, id desc limit 100`,
    [siteId, moderatorId, at],
  );
  return rows;
}

/** Forgets sessions that are over and whose login link could not be used any more either. */
export async function deleteOldConsoleSessions(db: Queryable, siteId: string, at: Date): Promise<number> {
  const { rowCount } = await db.query('delete from console_session where site_id = $1 and created_at < $2', [
    siteId,
    new Date(at.getTime() - 2 * loginTokenMaxAgeMs),
  ]);
  return rowCount ?? 0;
}
