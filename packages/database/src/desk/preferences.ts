import type { Queryable } from '../database.js';

/** What the moderator set for themselves; null where they never did. Its shape is the console's business. */
export async function readPreferences(db: Queryable, siteId: string, moderatorId: string): Promise<unknown> {
  const { rows } = await db.query<{ preferences: unknown }>(
    'select preferences from moderator_preference where site_id = $1 and moderator_id = $2',
    [siteId, moderatorId],
  );
  return rows[0]?.preferences ?? null;
}

export async function writePreferences(
  tx: Queryable,
  siteId: string,
  { moderatorId, preferences }: { moderatorId: string; preferences: object },
  at: Date,
): Promise<void> {
  await tx.query(
    `insert into moderator_preference (moderator_id, site_id, preferences, updated_at) values ($2, $1, $3, $4)
     on conflict (moderator_id) do update set preferences = excluded.preferences, updated_at = excluded.updated_at`,
    [siteId, moderatorId, JSON.stringify(preferences), at],
  );
}
