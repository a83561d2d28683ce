import { createHash, randomBytes } from 'node:crypto';
import type { Database, Queryable } from '../database.js';

export const hashOfApiKey = (key: string): Buffer => createHash('sha256').update(key).digest();
export const newApiKey = (): string => `mod_${randomBytes(24).toString('base64url')}`;

export interface ApiKey {
  id: string;
  siteId: string;
  name: string;
  requestsPerMinute: number;
}

/** Keeps the hash of `key` and its first characters, never the key. */
export async function insertApiKey(db: Queryable, apiKey: ApiKey, key: string, at: Date): Promise<void> {
  await db.query(
    `insert into api_key (id, site_id, name, key_hash, hint, requests_per_minute, created_at)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [apiKey.id, apiKey.siteId, apiKey.name, hashOfApiKey(key), key.slice(0, 8), apiKey.requestsPerMinute, at],
  );
}

/** The live key whose text is `key`, whatever its site; null when there is none. */
export async function findApiKey(database: Database, key: string): Promise<ApiKey | null> {
  const [found] = await database.acrossSites<{ site_id: string; api_key_id: string }>(
    'select site_id, api_key_id from site_of_api_key($1)',
    [hashOfApiKey(key)],
  );
  if (!found) return null;
  return database.withSite(found.site_id, async (tx) => {
    const { rows } = await tx.query<ApiKey>(
      `select id, site_id as "siteId", name, requests_per_minute as "requestsPerMinute"
       from api_key where id = $1 and site_id = $2 and revoked_at is null`,
      [found.api_key_id, found.site_id],
    );
    return rows[0] ?? null;
  });
}

export interface ApiKeyListing {
  id: string;
  name: string;
  hint: string;
  createdAt: Date;
  /** To the minute. */
  lastUsedAt: Date | null;
  revokedAt: Date | null;
}

export async function listApiKeys(db: Queryable, siteId: string): Promise<ApiKeyListing[]> {
  const { rows } = await db.query<ApiKeyListing>(
    `select id, name, hint, created_at as "createdAt", last_used_at as "lastUsedAt", revoked_at as "revokedAt"
     from api_key where site_id = $1 order by created_at, id`,
    [siteId],
  );
  return rows;
}

/** False when there is no such live key. */
export async function revokeApiKey(db: Queryable, siteId: string, id: string, at: Date): Promise<boolean> {
  const { rowCount } = await db.query(
    'update api_key set revoked_at = $3 where site_id = $1 and id = $2 and revoked_at is null',
    [siteId, id, at],
  );
  return rowCount === 1;
}

/** Writes at most once a minute and key. */
export async function noteKeyUse(db: Queryable, siteId: string, id: string, at: Date): Promise<void> {
  await db.query(
    `update api_key set last_used_at = $3
     where site_id = $1 and id = $2 and (last_used_at is null or last_used_at < $4)`,
    [siteId, id, at, new Date(at.getTime() - 60_000)],
  );
}
