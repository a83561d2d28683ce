import type { ReportReason, ReportState } from '@moderato/domain';
import type { Queryable } from '../database.js';

/** Comments of an author whose reports are looked for: the newest. */
const mostComments = 1_000;

/** The newest reports of an author's comments. */
export async function listReportsAboutAuthor(
  db: Queryable,
  siteId: string,
  { authorId, limit }: { authorId: string; limit: number },
): Promise<{ id: string; commentId: string; reason: ReportReason; state: ReportState; createdAt: Date }[]> {
  const { rows } = await db.query<{
    id: string;
    commentId: string;
    reason: ReportReason;
    state: ReportState;
    createdAt: Date;
  }>(
    `select r.id, r.comment_id as "commentId", r.reason, r.state, r.created_at as "createdAt"
     from (select id from comment where site_id = $1 and author_id = $2 order by id desc limit ${mostComments}) c
     join reader_report r on r.site_id = $1 and r.comment_id = c.id
     order by r.id desc limit $3`,
    [siteId, authorId, limit],
  );
  return rows;
}
