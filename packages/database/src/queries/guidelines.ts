import type { Policy } from '@moderato/domain';
import type { Queryable } from '../database.js';

export type GuidelinesState = 'draft' | 'shadow' | 'live' | 'retired';

export interface StoredGuidelines {
  id: string;
  version: number;
  state: GuidelinesState;
  policy: Policy;
  createdAt: Date;
  publishedAt: Date | null;
}

const columns = 'id, version, state, policy, created_at as "createdAt", published_at as "publishedAt"';

export async function findLiveGuidelines(db: Queryable, siteId: string): Promise<StoredGuidelines | null> {
  const { rows } = await db.query<StoredGuidelines>(
    `select ${columns} from guidelines where site_id = $1 and state = 'live'`,
    [siteId],
  );
  return rows[0] ?? null;
}

export async function nextGuidelinesVersion(db: Queryable, siteId: string): Promise<number> {
  // The site's row is the lock: two editors who save at once get two versions.
  await db.query('select id from site where id = $1 for update', [siteId]);
  const { rows } = await db.query<{ next: number }>(
    'select coalesce(max(version), 0) + 1 as next from guidelines where site_id = $1',
    [siteId],
  );
  return rows[0]?.next ?? 1;
}

/** Retires the live version, where there is one, and makes `policy` live in its place. */
export async function publishGuidelines(
  db: Queryable,
  { id, siteId, policy, at }: { id: string; siteId: string; policy: Policy; at: Date },
): Promise<void> {
  await db.query(`update guidelines set state = 'retired' where site_id = $1 and state = 'live'`, [siteId]);
  await db.query(
    `insert into guidelines (id, site_id, version, hash, source, policy, state, created_at, published_at)
     values ($1, $2, $3, $4, $5, $6, 'live', $7, $7)`,
    [id, siteId, policy.version, policy.hash, policy.source, policy, at],
  );
}
