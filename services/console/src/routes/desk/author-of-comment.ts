import { findAuthorOfComment, type Queryable } from '@moderato/database';
import { AppError } from '@moderato/domain';

/** The site's own id of who wrote it; throws AppError `not_found` where the site has no such comment. */
export async function authorOfComment(db: Queryable, siteId: string, commentId: string): Promise<string> {
  const author = await findAuthorOfComment(db, siteId, commentId);
  if (!author) throw new AppError('not_found');
  return author.externalId;
}
