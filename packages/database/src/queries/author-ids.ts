import { namesAuthors, type Policy } from '@moderato/domain';
import type { Queryable } from '../database.js';
import { eachById } from './each-by-id.js';
import type { PendingRevision } from './revisions.js';

/** Tells the engine who wrote each comment, where the policy treats some authors otherwise; else asks nothing. */
export async function nameAuthors(
  db: Queryable,
  siteId: string,
  policy: Policy | null,
  revisions: Pick<PendingRevision, 'commentId' | 'submission'>[],
): Promise<void> {
  if (!policy || revisions.length === 0 || !namesAuthors(policy)) return;
  const { rows } = await db.query<{ id: string; author: string }>(
    `select c.id, a.external_id as author
     from ${eachById} (select id, author_id from comment where site_id = $1 and id = wanted.id limit 1) c
     join author a on a.id = c.author_id and a.site_id = $1`,
    [siteId, revisions.map(({ commentId }) => commentId)],
  );
  const authors = new Map(rows.map(({ id, author }) => [id, author]));
  for (const { commentId, submission } of revisions) {
    const id = authors.get(commentId);
    if (id !== undefined) submission.author = { ...submission.author, id };
  }
}
