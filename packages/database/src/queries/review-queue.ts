import type { CommentStatus, Decision } from '@moderato/domain';
import type { Queryable } from '../database.js';
import { earliestDecisionId } from './comments.js';

/** An author's name still under its author's key: nothing else of a profile is for the desk. */
export interface SealedProfile {
  wrappedKey: Buffer;
  keyVersion: number;
  profile: Buffer;
}

/** A comment as a moderator sees it, with the newest decision about it. */
export interface ReviewComment {
  id: string;
  externalId: string;
  status: CommentStatus;
  revision: number;
  /** Null once withdrawn or erased. */
  body: string | null;
  parent: { id?: string; body?: string; author?: string } | null;
  language: string | null;
  receivedAt: Date;
  /** 0..1, the worst first. */
  priority: number;
  story: { title: string | null; url: string };
  /** Null where nothing is kept, or the author was erased. */
  author: SealedProfile | null;
  decision: Decision | null;
}

type Row = Omit<ReviewComment, 'story' | 'author' | 'decision'> & {
  title: string | null;
  url: string;
  wrappedKey: Buffer | null;
  keyVersion: number;
  profile: Buffer | null;
};

const columns = `c.id, c.external_id as "externalId", c.status, c.revision, c.body, c.parent, c.language,
  c.received_at as "receivedAt", coalesce(h.priority, 0) as priority, s.title, s.url, a.wrapped_key as "wrappedKey",
  a.key_version as "keyVersion", a.profile`;

const joins = `join story s on s.id = c.story_id and s.site_id = c.site_id
  left join author a on a.id = c.author_id and a.site_id = c.site_id`;

async function withNewestDecisions(db: Queryable, siteId: string, rows: Row[]): Promise<ReviewComment[]> {
  if (rows.length === 0) return [];
  const ids = rows.map(({ id }) => id);
  const { rows: newest } = await db.query<{ commentId: string; decision: Decision }>(
    `select distinct on (comment_id) comment_id as "commentId", document as decision
     from decision where site_id = $1 and comment_id = any($2::uuid[]) and id >= $3
     order by comment_id, block_height desc, block_index desc`,
    [siteId, ids, earliestDecisionId(ids)],
  );
  const decisions = new Map(newest.map(({ commentId, decision }) => [commentId, decision]));
  return rows.map(({ title, url, wrappedKey, keyVersion, profile, ...rest }) => ({
    ...rest,
    story: { title, url },
    author: wrappedKey && profile ? { wrappedKey, keyVersion, profile } : null,
    decision: decisions.get(rest.id) ?? null,
  }));
}

/** The worst first; those after `after` where it is given. */
export async function listReviewQueue(
  db: Queryable,
  siteId: string,
  { after, limit }: { after?: { priority: number; id: string } | undefined; limit: number },
): Promise<ReviewComment[]> {
  // `priority <= ` repeats what the rest says: it is the part that the index can start from.
  const { rows } = await db.query<Row>(
    `select ${columns}
     from (select comment_id, priority from held_comment
           where site_id = $1
             and ($2::real is null or (priority <= $2 and (priority < $2 or comment_id > $3::uuid)))
           order by priority desc, comment_id limit $4) h
     join comment c on c.id = h.comment_id and c.site_id = $1
     ${joins}
     order by h.priority desc, c.id`,
    [siteId, after?.priority ?? null, after?.id ?? null, limit],
  );
  return withNewestDecisions(db, siteId, rows);
}

/** How many comments wait, counted to `atMost`; and when the newest decision of any kind was made. */
export async function readReviewQueueState(
  db: Queryable,
  siteId: string,
  atMost: number,
): Promise<{ waiting: number; lastDecidedAt: Date | null }> {
  const { rows } = await db.query<{ waiting: number; lastDecidedAt: Date | null }>(
    `select
       (select count(*)::int from (select 1 from held_comment where site_id = $1 limit $2) w) as waiting,
       (select decided_at from decision where site_id = $1 order by id desc limit 1)
         as "lastDecidedAt"`,
    [siteId, atMost],
  );
  return rows[0] ?? { waiting: 0, lastDecidedAt: null };
}

/** One comment of the site, whatever its status. */
export async function findReviewComment(db: Queryable, siteId: string, id: string): Promise<ReviewComment | null> {
  const { rows } = await db.query<Row>(
    `select ${columns} from comment c left join held_comment h on h.comment_id = c.id and h.site_id = $1 ${joins}
     where c.site_id = $1 and c.id = $2`,
    [siteId, id],
  );
  return (await withNewestDecisions(db, siteId, rows))[0] ?? null;
}

/** Comments of the site by id, whatever their status; those that are gone are left out. */
export async function findReviewComments(
  db: Queryable,
  siteId: string,
  ids: string[],
): Promise<Map<string, ReviewComment>> {
  const { rows } = await db.query<Row>(
    `select ${columns} from unnest($2::uuid[]) as wanted(id)
     join comment c on c.id = wanted.id and c.site_id = $1
     left join held_comment h on h.comment_id = c.id and h.site_id = $1 ${joins}`,
    [siteId, ids],
  );
  return new Map((await withNewestDecisions(db, siteId, rows)).map((comment) => [comment.id, comment]));
}

export interface PastDecision {
  decision: Decision;
  /** Null for the automatic ones. */
  moderator: { id: string; name: string } | null;
}

/** Every decision about the comment, oldest first. */
export async function listDecisionsWithModerators(
  db: Queryable,
  siteId: string,
  commentId: string,
): Promise<PastDecision[]> {
  const { rows } = await db.query<{ decision: Decision; moderatorId: string | null; name: string | null }>(
    `select d.document as decision, d.moderator_id as "moderatorId", m.name
     from decision d left join moderator m on m.id = d.moderator_id and m.site_id = d.site_id
     where d.site_id = $1 and d.comment_id = $2 and d.id >= $3
     order by d.block_height, d.block_index`,
    [siteId, commentId, earliestDecisionId([commentId])],
  );
  return rows.map(({ decision, moderatorId, name }) => ({
    decision,
    moderator: moderatorId ? { id: moderatorId, name: name ?? '' } : null,
  }));
}
