import type { CommentState } from '@moderato/database';
import { commentStatuses, type Decision, decisionSchema } from '@moderato/domain';
import { z } from 'zod';

export const decisionView = decisionSchema.meta({ id: 'Decision' });

/** What a site reads of one of its comments. */
export const commentViewSchema = z
  .object({
    id: z.string(),
    externalId: z.string(),
    status: z.enum(commentStatuses),
    revision: z.int().positive(),
    decision: decisionView.nullable().describe('What counts now; null while the newest revision is not decided'),
    statement: z
      .string()
      .nullable()
      .describe(
        'Where the statement of reasons for the author is, with the key; null where nothing stands against them',
      ),
    history: z.array(decisionView).describe('Every decision on it, oldest first'),
  })
  .meta({ id: 'Comment' });
export type CommentView = z.infer<typeof commentViewSchema>;

export function viewOf({ id, externalId, status, revision, history }: CommentState): CommentView {
  const newest: Decision | undefined = history.at(-1);
  const decision = newest && newest.revision === revision && status !== 'pending' ? newest : null;
  const statement = status === 'rejected' || status === 'review' ? `/v1/comments/${id}/statement` : null;
  return { id, externalId, status, revision, decision, statement, history };
}
