import type { Database, Queryable } from '../database.js';

/** Makes the partitions of this month and the three after it. Returns how many were missing. */
export async function ensurePartitions(database: Database, at: Date): Promise<number> {
  const [row] = await database.acrossSites<{ made: number }>('select ensure_partitions($1::date, 4) as made', [at]);
  return row?.made ?? 0;
}

/** A replay older than its sender's signature may be needs no receipt any more. */
export async function deleteOldIngestReceipts(db: Queryable, siteId: string, before: Date): Promise<number> {
  const { rowCount } = await db.query('delete from ingest_receipt where site_id = $1 and received_at < $2', [
    siteId,
    before,
  ]);
  return rowCount ?? 0;
}

export async function deleteOldIdempotencyKeys(db: Queryable, siteId: string, before: Date): Promise<number> {
  const { rowCount } = await db.query('delete from idempotency_key where site_id = $1 and created_at < $2', [
    siteId,
    before,
  ]);
  return rowCount ?? 0;
}
