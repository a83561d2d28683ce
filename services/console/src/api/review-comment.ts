import {
  findReviewComment,
  listDecisionsWithModerators,
  type MasterKeys,
  type Profile,
  type Queryable,
  type SealedProfile,
  type ReviewComment as StoredComment,
  unseal,
} from '@moderato/database';
import type { CommentDetail, ReviewComment } from './contract.js';

/** The name alone: e-mail and address stay sealed. Null where the author gave none, was erased, or the key is lost. */
function nameOf(author: SealedProfile | null, masterKeys: MasterKeys): string | null {
  if (!author) return null;
  try {
    const key = masterKeys.unwrap({ wrapped: author.wrappedKey, version: author.keyVersion });
    const { name } = JSON.parse(unseal(key, author.profile).toString('utf8')) as Profile;
    return name ?? null;
  } catch {
    return null;
  }
}

export function reviewComment(comment: StoredComment, masterKeys: MasterKeys): ReviewComment {
  const { id, externalId, status, revision, body, story, parent, receivedAt, decision } = comment;
  return {
    id,
    externalId,
    status,
    revision,
    body,
    author: { name: nameOf(comment.author, masterKeys) },
    story: { title: story.title, url: story.url },
    parent: parent && { body: textOrNull(parent.body), author: textOrNull(parent.author) },
    receivedAt: receivedAt.toISOString(),
    decision,
  };
}

const textOrNull = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

/** Null where the site has no such comment. */
export async function readCommentDetail(
  db: Queryable,
  siteId: string,
  { id, masterKeys }: { id: string; masterKeys: MasterKeys },
): Promise<CommentDetail | null> {
  const comment = await findReviewComment(db, siteId, id);
  if (!comment) return null;
  const history = await listDecisionsWithModerators(db, siteId, id);
  return { ...reviewComment(comment, masterKeys), history };
}
