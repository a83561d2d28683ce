import type { CommentExcerpt as StoredExcerpt } from '@moderato/database';
import type { CommentExcerpt } from './guidelines-contract.js';

/** UTF-16 code units of a comment that a list shows. */
export const excerptCharacters = 600;

/** What a list shows of comment `commentId`, also where the comment is gone. */
export function commentExcerpt(commentId: string, found: Map<string, StoredExcerpt>): CommentExcerpt {
  const comment = found.get(commentId);
  return {
    commentId,
    body: comment?.body ?? null,
    story: comment?.storyTitle ?? null,
    receivedAt: comment?.receivedAt.toISOString() ?? null,
  };
}
