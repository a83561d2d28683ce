import type { Queryable } from '../database.js';

/** A comment as one line of a list. */
export interface CommentExcerpt {
  id: string;
  /** The beginning; null once withdrawn or erased. */
  body: string | null;
  storyTitle: string | null;
  receivedAt: Date;
}

/** Comments by id, with the first `characters` of their text; those that are gone are left out. */
export async function findCommentExcerpts(
  db: Queryable,
  siteId: string,
  { ids, characters }: { ids: string[]; characters: number },
): Promise<Map<string, CommentExcerpt>> {
  if (ids.length === 0) return new Map();
  const { rows } = await db.query<CommentExcerpt>(
    `select c.id, left(c.body, $3) as body, s.title as "storyTitle", c.received_at as "receivedAt"
     from comment c join story s on s.id = c.story_id and s.site_id = c.site_id
     where c.site_id = $1 and c.id = any($2::uuid[])`,
    [siteId, ids, characters],
  );
  return new Map(rows.map((row) => [row.id, row]));
}
