import type { Decision } from '@moderato/domain';
import type pg from 'pg';
import type { Queryable } from './database.js';
import { settleRedecisions } from './queries/redecisions.js';
import { type Recorded, record } from './record-decisions.js';

/**
 * Writes automatic decisions over earlier ones that were made in a degraded state. The caller holds the comments
 * locked by `claimRedecisions`, in the same transaction: that nobody overruled them since is known by that.
 */
export async function recordRedecisions(
  tx: pg.PoolClient,
  siteId: string,
  decisions: Decision[],
  at: Date,
): Promise<Recorded> {
  if (decisions.length === 0) return { decisions: [], outbox: false };
  const ids = decisions.map((d) => d.commentId);
  const { rows } = await tx.query<{ id: string; text_hash: Buffer }>(
    'select id, text_hash from comment where site_id = $1 and id = any($2::uuid[])',
    [siteId, ids],
  );
  const textHashes = new Map(rows.map((row) => [row.id, row.text_hash]));
  await settleRedecisions(tx, siteId, ids);
  const reportedBefore = await listReported(tx, siteId, decisions);
  return record(tx, siteId, { decisions, textHashes, eventType: 'comment.decided', reportedBefore }, at);
}

async function listReported(db: Queryable, siteId: string, decisions: Decision[]): Promise<Set<string>> {
  const { rows } = await db.query<{ id: string }>(
    `select r.comment_id as id from report_item r
     join unnest($2::uuid[], $3::int[]) as d(comment_id, revision) on d.comment_id = r.comment_id and d.revision = r.revision
     where r.site_id = $1`,
    [siteId, decisions.map((d) => d.commentId), decisions.map((d) => d.revision)],
  );
  return new Set(rows.map(({ id }) => id));
}
