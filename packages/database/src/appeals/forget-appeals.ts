import type { Queryable } from '../database.js';

const gone = `words = null, address = null, wrapped_key = null, wants_outcome = false, claimed_by = null,
  claimed_until = null, state = case when state = 'open' then 'moot' else state end`;

/** The comments are gone: nobody will look at appeals about them, and what those say goes too. */
export async function forgetAppealsOfComments(tx: Queryable, siteId: string, commentIds: string[]): Promise<void> {
  if (commentIds.length === 0) return;
  await tx.query(`update appeal set ${gone} where site_id = $1 and comment_id = any($2::uuid[])`, [siteId, commentIds]);
}

/** Erases a person who appealed: what they wrote and where they would have heard. */
export async function forgetAppealsOfAuthor(tx: Queryable, siteId: string, authorId: string): Promise<void> {
  await tx.query(`update appeal set ${gone} where site_id = $1 and author_id = $2`, [siteId, authorId]);
}
