import type { CommentStatus } from '@moderato/domain';
import type { Queryable } from '../database.js';

/** Older comments of a busy author are not counted: each is looked up by itself. */
export const mostCounted = 1_000;

/** Where the newest comments of an author stand. */
export async function countAuthorComments(
  db: Queryable,
  siteId: string,
  authorId: string,
): Promise<Partial<Record<CommentStatus, number>>> {
  const { rows } = await db.query<{ status: CommentStatus; n: number }>(
    `select n.status, count(*)::int as n from (
       select c.status from comment c where c.site_id = $1 and c.author_id = $2 order by c.id desc limit ${mostCounted}) n
     group by n.status`,
    [siteId, authorId],
  );
  return Object.fromEntries(rows.map(({ status, n }) => [status, n]));
}
