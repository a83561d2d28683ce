import type { CommentStatus } from '@moderato/domain';
import type { Queryable } from '../database.js';
import type { SealedProfile } from '../queries/review-queue.js';

/** A comment beside the one that is looked at. */
export interface ThreadComment {
  id: string;
  /** Null once withdrawn or erased. */
  body: string | null;
  status: CommentStatus;
  receivedAt: Date;
  author: SealedProfile | null;
  /** The site's id of what it answers. */
  answers: string | null;
}

type Row = Omit<ThreadComment, 'author'> & { wrappedKey: Buffer | null; keyVersion: number; profile: Buffer | null };

const columns = `c.id, c.body, c.status, c.received_at as "receivedAt", c.parent->>'id' as answers,
  a.wrapped_key as "wrappedKey", a.key_version as "keyVersion", a.profile`;
const withAuthor = 'left join author a on a.id = c.author_id and a.site_id = c.site_id';

const threadComment = ({ wrappedKey, keyVersion, profile, ...rest }: Row): ThreadComment => ({
  ...rest,
  author: wrappedKey && profile ? { wrappedKey, keyVersion, profile } : null,
});

const deepest = 8;

/** What a comment answers, the beginning of the thread first, as far as the site has sent it. */
export async function listAncestors(
  db: Queryable,
  siteId: string,
  externalId: string | null,
): Promise<ThreadComment[]> {
  const found: ThreadComment[] = [];
  const seen = new Set<string>();
  for (let wanted = externalId; wanted !== null && found.length < deepest && !seen.has(wanted); ) {
    seen.add(wanted);
    const { rows } = await db.query<Row>(
      `select ${columns} from comment c ${withAuthor} where c.site_id = $1 and c.external_id = $2`,
      [siteId, wanted],
    );
    const parent = rows[0] && threadComment(rows[0]);
    if (!parent) break;
    found.unshift(parent);
    wanted = parent.answers;
  }
  return found;
}

/** Answers to a comment, oldest first: `limit` at most, out of the 500 comments that came after it at its story. */
export async function listReplies(
  db: Queryable,
  siteId: string,
  { id, externalId, storyId }: { id: string; externalId: string; storyId: string },
  limit: number,
): Promise<ThreadComment[]> {
  const { rows } = await db.query<Row>(
    `select ${columns} from (
       select * from (select o.* from comment o where o.site_id = $1 and o.story_id = $2 and o.id > $3 order by o.id limit 500) later
       where later.parent->>'id' = $4 order by later.id limit $5) r
     join comment c on c.id = r.id and c.site_id = $1 ${withAuthor} order by c.id`,
    [siteId, storyId, id, externalId, limit],
  );
  return rows.map(threadComment);
}

export interface AuthorsComment {
  id: string;
  body: string | null;
  status: CommentStatus;
  receivedAt: Date;
}

/** The newest other comments of an author that were decided, newest first. */
export async function listAuthorsComments(
  db: Queryable,
  siteId: string,
  { authorId, besides }: { authorId: string; besides: string },
  limit: number,
): Promise<AuthorsComment[]> {
  const { rows } = await db.query<AuthorsComment>(
    `select * from (
       select c.id, c.body, c.status, c.received_at as "receivedAt" from comment c
       where c.site_id = $1 and c.author_id = $2 and c.id <> $3 order by c.id desc limit 50) newest
     where newest.status <> 'pending' limit $4`,
    [siteId, authorId, besides, limit],
  );
  return rows;
}

/** The site's own id of who wrote a comment, and ours. */
export async function findAuthorOfComment(
  db: Queryable,
  siteId: string,
  commentId: string,
): Promise<{ id: string; externalId: string } | null> {
  const { rows } = await db.query<{ id: string; externalId: string }>(
    `select a.id, a.external_id as "externalId" from comment c join author a on a.id = c.author_id and a.site_id = $1
     where c.site_id = $1 and c.id = $2`,
    [siteId, commentId],
  );
  return rows[0] ?? null;
}

/** How the other reports of who made each report ended; by the report's id. */
export async function reporterRecords(
  db: Queryable,
  siteId: string,
  reportIds: string[],
): Promise<Map<string, { upheld: number; dismissed: number }>> {
  const { rows } = await db.query<{ id: string; upheld: number; dismissed: number }>(
    `select r.id, past.upheld, past.dismissed from reader_report r cross join lateral (
       select count(*) filter (where state = 'upheld')::int as upheld,
         count(*) filter (where state = 'dismissed')::int as dismissed
       from (select state from reader_report o where o.site_id = $1 and o.reporter_hash = r.reporter_hash and o.id <> r.id
             order by o.id desc limit 200) o) past
     where r.site_id = $1 and r.id = any($2::uuid[])`,
    [siteId, reportIds],
  );
  return new Map(rows.map(({ id, ...record }) => [id, record]));
}
