import type { ReportReason, ReportSource, ReportState } from '@moderato/domain';
import type { Queryable } from '../database.js';

/** A comment with reports that are all open, or all resolved. */
export interface ReportedComment {
  commentId: string;
  /** 0..1: what the open reports alone make of its priority; null where they are resolved. */
  reported: number | null;
  /** The newest of the resolved ones; null where they are open. */
  newest: string | null;
  brigading: boolean;
}

/** Comments with open reports, the most pressing first; those after `after` where it is given. */
export async function listReportedComments(
  db: Queryable,
  siteId: string,
  { after, limit }: { after?: { reported: number; commentId: string } | undefined; limit: number },
): Promise<ReportedComment[]> {
  // `reported <= ` repeats what the rest says: it is the part that the index can start from.
  const { rows } = await db.query<ReportedComment>(
    `select h.comment_id as "commentId", h.reported, null as newest, b.brigading_since is not null as brigading
     from (select comment_id, reported from held_comment
           where site_id = $1 and reported > 0
             and ($2::real is null or (reported <= $2 and (reported < $2 or comment_id > $3::uuid)))
           order by reported desc, comment_id limit $4) h
     left join reported_comment b on b.comment_id = h.comment_id and b.site_id = $1
     order by h.reported desc, h.comment_id`,
    [siteId, after?.reported ?? null, after?.commentId ?? null, limit],
  );
  return rows;
}

/** Comments whose reports were resolved, by the newest report of each. */
export async function listResolvedComments(
  db: Queryable,
  siteId: string,
  { before, limit }: { before?: string | undefined; limit: number },
): Promise<ReportedComment[]> {
  const { rows } = await db.query<ReportedComment>(
    `select r.comment_id as "commentId", null as reported, r.id as newest, false as brigading
     from reader_report r
     where r.site_id = $1 and r.state <> 'open' and ($2::uuid is null or r.id < $2)
       and not exists (select from reader_report n
         where n.site_id = $1 and n.comment_id = r.comment_id and n.state <> 'open' and n.id > r.id)
     order by r.id desc limit $3`,
    [siteId, before ?? null, limit],
  );
  return rows;
}

export interface ReportOfComment {
  commentId: string;
  id: string;
  reason: ReportReason;
  source: ReportSource;
  state: ReportState;
  /** 0..1, when it came. */
  weight: number;
  wrappedKey: Buffer | null;
  keyVersion: number;
  words: Buffer | null;
  createdAt: Date;
  resolvedAt: Date | null;
  /** How the reporter's latest 200 reports ended. */
  upheld: number;
  dismissed: number;
}

/** The newest `each` reports of every comment, open or resolved, with the record of who made them. */
export async function listReportsOfComments(
  db: Queryable,
  siteId: string,
  { commentIds, open, each }: { commentIds: string[]; open: boolean; each: number },
): Promise<ReportOfComment[]> {
  const { rows } = await db.query<ReportOfComment>(
    `select r.*, p.upheld, p.dismissed from unnest($2::uuid[]) as c(id)
     cross join lateral (
       select comment_id as "commentId", id, reason, source, state, weight, wrapped_key as "wrappedKey",
         key_version as "keyVersion", words, created_at as "createdAt", resolved_at as "resolvedAt", reporter_hash
       from reader_report where site_id = $1 and comment_id = c.id and ${open ? '' : 'not'} (state = 'open')
       order by id desc limit $3) r
     cross join lateral (
       select count(*) filter (where state = 'upheld')::int as upheld,
         count(*) filter (where state = 'dismissed')::int as dismissed
       from (select state from reader_report
             where site_id = $1 and reporter_hash = r.reporter_hash order by id desc limit 200) l) p
     order by r.id desc`,
    [siteId, commentIds, each],
  );
  return rows;
}

/** By reason, how many reports each comment has, open or resolved; of the newest `atMost` of each. */
export async function countReportReasons(
  db: Queryable,
  siteId: string,
  { commentIds, open, atMost }: { commentIds: string[]; open: boolean; atMost: number },
): Promise<{ commentId: string; reason: ReportReason; count: number }[]> {
  const { rows } = await db.query<{ commentId: string; reason: ReportReason; count: number }>(
    `select c.id as "commentId", r.reason, count(*)::int as count from unnest($2::uuid[]) as c(id)
     cross join lateral (
       select reason from reader_report where site_id = $1 and comment_id = c.id and ${open ? '' : 'not'} (state = 'open')
       order by id desc limit $3) r
     group by c.id, r.reason order by count desc, r.reason`,
    [siteId, commentIds, atMost],
  );
  return rows;
}
