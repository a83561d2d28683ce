import type { CommentStatus, Decision } from '@moderato/domain';
import type { Queryable } from '../database.js';
import { conditionsOf, type QueueFilter } from '../desk/queue-filter.js';
import { earliestDecisionId } from './comments.js';

/** An author's name still under its author's key: nothing else of a profile is for the desk. */
export interface SealedProfile {
  wrappedKey: Buffer;
  keyVersion: number;
  profile: Buffer;
}

/** Where a held comment stands in the queue, and by what. */
export interface HeldPlace {
  /** Falls along the queue; steps of 1 are a doubling. */
  rank: number;
  /** 0..1: how likely and how grave, with what readers reported. */
  priority: number;
  /** 0..1: what the reports alone would make of it; 0 where there are none. */
  reported: number;
  reports: number;
  /** 1..2. */
  reach: number;
  escalatedAt: Date | null;
}

/** A comment that is open at a moderator's desk. */
export interface DeskClaim {
  by: { id: string; name: string };
  until: Date;
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
  /** Null where it is not held. */
  held: HeldPlace | null;
  /** Whose desk it is open at. */
  claim: DeskClaim | null;
  story: { id: string; title: string | null; url: string };
  authorId: string;
  /** Null where nothing is kept, or the author was erased. */
  author: SealedProfile | null;
  decision: Decision | null;
}

type Row = Omit<ReviewComment, 'story' | 'author' | 'decision' | 'held' | 'claim'> & {
  storyId: string;
  title: string | null;
  url: string;
  wrappedKey: Buffer | null;
  keyVersion: number;
  profile: Buffer | null;
  rank: number | null;
  priority: number;
  reported: number;
  reports: number;
  reach: number;
  escalatedAt: Date | null;
  claimedBy: string | null;
  claimer: string | null;
  claimedUntil: Date;
};

const columns = `c.id, c.external_id as "externalId", c.status, c.revision, c.body, c.parent, c.language,
  c.received_at as "receivedAt", c.author_id as "authorId", h.rank, h.priority, h.reported, h.reach,
  h.escalated_at as "escalatedAt", coalesce(r.reports, 0) as reports, s.id as "storyId", s.title, s.url,
  a.wrapped_key as "wrappedKey", a.key_version as "keyVersion", a.profile, q.moderator_id as "claimedBy",
  m.name as claimer, q.expires_at as "claimedUntil"`;

const joins = (at: string): string => `join story s on s.id = c.story_id and s.site_id = c.site_id
  left join author a on a.id = c.author_id and a.site_id = c.site_id
  left join reported_comment r on r.comment_id = c.id and r.site_id = c.site_id
  left join comment_claim q on q.comment_id = c.id and q.site_id = c.site_id and q.expires_at > ${at}
  left join moderator m on m.id = q.moderator_id and m.site_id = c.site_id`;

const heldPlace = ({ rank, priority, reported, reports, reach, escalatedAt }: Row): HeldPlace | null =>
  rank === null ? null : { rank, priority, reported, reports, reach, escalatedAt };

const claimOf = ({ claimedBy, claimer, claimedUntil }: Row): DeskClaim | null =>
  claimedBy === null ? null : { by: { id: claimedBy, name: claimer ?? '' }, until: claimedUntil };

function reviewCommentOf(row: Row, decision: Decision | null): ReviewComment {
  const { id, externalId, status, revision, body, parent, language, receivedAt, authorId } = row;
  const { storyId, title, url, wrappedKey, keyVersion, profile } = row;
  return {
    ...{ id, externalId, status, revision, body, parent, language, receivedAt, authorId },
    held: heldPlace(row),
    claim: claimOf(row),
    story: { id: storyId, title, url },
    author: wrappedKey && profile ? { wrappedKey, keyVersion, profile } : null,
    decision,
  };
}

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
  return rows.map((row) => reviewCommentOf(row, decisions.get(row.id) ?? null));
}

/** Where a page of the queue ends. */
export interface QueuePosition {
  rank: number;
  id: string;
}

export interface QueueSearch extends QueueFilter {
  /** Words that the comment has, whatever their case; looked for among the worst 5,000 of the view. */
  words?: string | undefined;
  after?: QueuePosition | undefined;
  limit: number;
}

/** How far down the queue words are looked for. */
const searchedComments = 5_000;

/** The worst first; those after `after` where it is given. */
export async function listReviewQueue(db: Queryable, siteId: string, search: QueueSearch): Promise<ReviewComment[]> {
  const { where, values } = conditionsOf(siteId, search);
  const value = (one: unknown): string => `$${values.push(one)}`;
  const { after, words, limit } = search;
  const conditions = [where];
  if (after) {
    // The first part repeats what the second says: it is what the index can start from.
    const [rank, id] = [value(after.rank), value(after.id)];
    conditions.push(`h.rank <= ${rank} and (h.rank < ${rank} or h.comment_id > ${id})`);
  }
  const at = value(search.at);
  const inOrder = (count: number) =>
    `select h.* from held_comment h where ${conditions.join(' and ')} order by h.rank desc, h.comment_id limit ${value(count)}`;
  const source =
    words === undefined
      ? inOrder(limit)
      : // Looked up one by one, in order: it ends with the last that is wanted, and never reads the whole table.
        `select f.* from (${inOrder(searchedComments)}) f cross join lateral (
           select body from comment where site_id = $1 and id = f.comment_id limit 1) t
         where t.body ilike ${value(`%${words.replaceAll(/[\\%_]/g, '\\$&')}%`)}
         order by f.rank desc, f.comment_id limit ${value(limit)}`;
  const { rows } = await db.query<Row>(
    `select ${columns} from (${source}) h join comment c on c.id = h.comment_id and c.site_id = $1
     ${joins(at)} order by h.rank desc, c.id`,
    values,
  );
  return withNewestDecisions(db, siteId, rows);
}

/** When the site's newest decision of any kind was made. */
export async function lastDecidedAt(db: Queryable, siteId: string): Promise<Date | null> {
  const { rows } = await db.query<{ at: Date }>(
    'select decided_at as at from decision where site_id = $1 order by id desc limit 1',
    [siteId],
  );
  return rows[0]?.at ?? null;
}

/** One comment of the site, whatever its status; claims that end before `at` hold no more. */
export async function findReviewComment(
  db: Queryable,
  siteId: string,
  id: string,
  at: Date,
): Promise<ReviewComment | null> {
  const { rows } = await db.query<Row>(
    `select ${columns} from comment c left join held_comment h on h.comment_id = c.id and h.site_id = $1 ${joins('$3')}
     where c.site_id = $1 and c.id = $2`,
    [siteId, id, at],
  );
  return (await withNewestDecisions(db, siteId, rows))[0] ?? null;
}

/** Comments of the site by id, whatever their status; those that are gone are left out. */
export async function findReviewComments(
  db: Queryable,
  siteId: string,
  ids: string[],
  at: Date,
): Promise<Map<string, ReviewComment>> {
  const { rows } = await db.query<Row>(
    `select ${columns} from unnest($2::uuid[]) as wanted(id)
     join comment c on c.id = wanted.id and c.site_id = $1
     left join held_comment h on h.comment_id = c.id and h.site_id = $1 ${joins('$3')}`,
    [siteId, ids, at],
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
