import type { ReportReason } from '@moderato/domain';
import type { Database, Queryable } from '../database.js';

export async function listSitesWithWaitingReports(database: Database): Promise<string[]> {
  const rows = await database.acrossSites<{ id: string }>('select id from sites_with_waiting_reports() as id');
  return rows.map(({ id }) => id);
}

/** True where this transaction alone may compose the site's mails, until it ends. */
export async function lockReports(db: Queryable, siteId: string): Promise<boolean> {
  const { rows } = await db.query<{ won: boolean }>(
    'select pg_try_advisory_xact_lock(hashtextextended($1, 78)) as won',
    [siteId],
  );
  return rows[0]?.won ?? false;
}

export interface WaitingReport {
  id: string;
  createdAt: Date;
  severe: boolean;
}

/** Reports that no mail has taken up, oldest first. */
export async function listWaitingReports(db: Queryable, siteId: string, limit: number): Promise<WaitingReport[]> {
  const { rows } = await db.query<WaitingReport>(
    `select id, created_at as "createdAt", severe from report_item
     where site_id = $1 and mail_id is null order by created_at, id limit $2`,
    [siteId, limit],
  );
  return rows;
}

export async function assignReports(db: Queryable, siteId: string, mailId: string, ids: string[]): Promise<void> {
  await db.query(
    'update report_item set mail_id = $2 where site_id = $1 and id = any($3::uuid[]) and mail_id is null',
    [siteId, mailId, ids],
  );
}

/** A reported comment as it stands now. */
export interface ReportedRow {
  commentId: string;
  /** The decision JSON of design.md. */
  decision: Record<string, unknown>;
  /** Of the revision that was decided; null where it was erased or withdrawn since. */
  body: string | null;
  status: string;
  storyUrl: string;
  storyTitle: string | null;
  /** Whether the rules found it, or readers reported it. */
  source: 'rules' | 'readers';
  /** How many readers say what against it, by the most frequent. */
  reasons: { reason: ReportReason; reports: number }[];
  brigading: boolean;
}

/** The first `limit` of the comments that a mail reports, and how many there are in all. */
export async function loadReported(
  db: Queryable,
  siteId: string,
  mailId: string,
  limit: number,
): Promise<{ total: number; reported: ReportedRow[] }> {
  const { rows } = await db.query<ReportedRow & { total: number }>(
    `select count(*) over ()::int as total, c.id as "commentId", d.document as decision, c.status,
       case when c.status = 'withdrawn' then null when c.revision = r.revision then c.body else s.body end as body,
       t.url as "storyUrl", t.title as "storyTitle", r.source,
       coalesce((select json_agg(json_build_object('reason', g.reason, 'reports', g.n) order by g.n desc, g.reason)
         from (select reason, count(*)::int as n from reader_report
               where site_id = $1 and comment_id = r.comment_id and revision = r.revision group by reason) g), '[]') as reasons,
       exists (select from reported_comment b
         where b.comment_id = r.comment_id and b.site_id = $1 and b.brigading_since is not null) as brigading
     from report_item r
     join comment c on c.id = r.comment_id and c.site_id = $1
     join decision d on d.id = r.decision_id and d.site_id = $1
     join story t on t.id = c.story_id and t.site_id = $1
     left join superseded_revision s on s.comment_id = r.comment_id and s.revision = r.revision and s.site_id = $1
     where r.site_id = $1 and r.mail_id = $2
     order by r.created_at, r.id limit $3`,
    [siteId, mailId, limit],
  );
  return { total: rows[0]?.total ?? 0, reported: rows.map(({ total: _, ...row }) => row) };
}
