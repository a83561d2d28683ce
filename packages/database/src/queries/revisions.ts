import type { Submission } from '@moderato/domain';
import type { Database, Queryable } from '../database.js';

/** A revision that waits for its decision, with all that the engine is told. */
export interface PendingRevision {
  commentId: string;
  externalId: string;
  revision: number;
  receivedAt: Date;
  submission: Submission;
}

/** A comment's newest revision with its story, as the queries of decisions select it. */
export interface RevisionRow {
  id: string;
  external_id: string;
  revision: number;
  received_at: Date;
  body: string | null;
  parent: Submission['parent'] | null;
  language: string | null;
  story_external_id: string;
  url: string;
  title: string | null;
  people: string[];
}

/** Those of `revisions` that are still the newest of their comment and still pending. */
export async function loadPendingRevisions(
  db: Queryable,
  siteId: string,
  revisions: [commentId: string, revision: number][],
): Promise<PendingRevision[]> {
  const { rows } = await db.query<RevisionRow>(
    `select c.id, c.external_id, c.revision, c.received_at, c.body, c.parent, c.language,
       s.external_id as story_external_id, s.url, s.title, s.people
     from unnest($2::uuid[], $3::int[]) as wanted(id, revision)
     join comment c on c.id = wanted.id and c.revision = wanted.revision
     join story s on s.id = c.story_id and s.site_id = c.site_id
     where c.site_id = $1 and c.status = 'pending'`,
    [siteId, revisions.map(([id]) => id), revisions.map(([, revision]) => revision)],
  );
  return rows.map(revisionOf);
}

export const revisionOf = (row: RevisionRow): PendingRevision => ({
  commentId: row.id,
  externalId: row.external_id,
  revision: row.revision,
  receivedAt: row.received_at,
  submission: {
    body: row.body ?? '',
    story: { id: row.story_external_id, url: row.url, ...(row.title && { title: row.title }), people: row.people },
    ...(row.parent && { parent: row.parent }),
    ...(row.language && { language: row.language }),
  },
});

export interface WaitingFlush {
  flushId: string;
  revisions: [commentId: string, revision: number][];
}

/** Flushes of which something still waits although it came before `before`: their jobs were lost, or are slow. */
export async function findWaitingFlushes(
  db: Queryable,
  siteId: string,
  before: Date,
  limit: number,
): Promise<WaitingFlush[]> {
  const { rows } = await db.query<{ flush_id: string; ids: string[]; revisions: number[] }>(
    `select flush_id, array_agg(id order by id) as ids, array_agg(revision order by id) as revisions
     from (select id, revision, flush_id from comment
           where site_id = $1 and status = 'pending' and received_at < $2 order by received_at limit $3) waiting
     group by flush_id`,
    [siteId, before, limit],
  );
  return rows.map(({ flush_id, ids, revisions }) => ({
    flushId: flush_id,
    revisions: ids.map((id, i) => [id, revisions[i] as number]),
  }));
}

export async function listSitesWithPendingComments(database: Database, before: Date): Promise<string[]> {
  const rows = await database.acrossSites<{ id: string }>('select id from sites_with_pending_comments($1) as id', [
    before,
  ]);
  return rows.map(({ id }) => id);
}

export interface Backlog {
  pending: number;
  oldestPending: Date | null;
  deliveries: number;
  mails: number;
}

/** What waits over all sites, for gauges; each count stops at 100,000. */
export async function readBacklog(database: Database, at: Date): Promise<Backlog> {
  const [row] = await database.acrossSites<
    Record<'pending' | 'deliveries' | 'mails', string> & { oldest_pending: Date | null }
  >('select pending, oldest_pending, deliveries, mails from backlog($1)', [at]);
  return {
    pending: Number(row?.pending ?? 0),
    oldestPending: row?.oldest_pending ?? null,
    deliveries: Number(row?.deliveries ?? 0),
    mails: Number(row?.mails ?? 0),
  };
}
