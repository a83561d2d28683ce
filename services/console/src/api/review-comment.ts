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
export function nameOf(author: SealedProfile | null, masterKeys: MasterKeys): string | null {
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
  const { id, externalId, status, revision, body, story, parent, language, receivedAt, held, claim, decision } =
    comment;
  return {
    id,
    externalId,
    status,
    revision,
    body,
    author: { id: comment.authorId, name: nameOf(comment.author, masterKeys) },
    language,
    story,
    parent: parent && { body: textOrNull(parent.body), author: textOrNull(parent.author) },
    receivedAt: receivedAt.toISOString(),
    held: held && { ...held, escalatedAt: held.escalatedAt?.toISOString() ?? null },
    claim: claim && { by: claim.by, until: claim.until.toISOString() },
    decision,
  };
}

const textOrNull = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

/** Null where the site has no such comment. */
export async function readCommentDetail(
  db: Queryable,
  siteId: string,
  { id, masterKeys, at }: { id: string; masterKeys: MasterKeys; at: Date },
): Promise<CommentDetail | null> {
  const comment = await findReviewComment(db, siteId, id, at);
  if (!comment) return null;
  const history = await listDecisionsWithModerators(db, siteId, id);
  return { ...reviewComment(comment, masterKeys), history };
}
