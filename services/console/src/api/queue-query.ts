import { type QueueFilter, queueViews } from '@moderato/database';
import { z } from 'zod';

/** Which slice of the queue: the same words stand in the desk's own address. */
export const queueFilterParameters = {
  view: z.enum(queueViews).default('worst'),
  clause: z.string().max(200).optional().describe('Id of the clause of the gravest finding'),
  story: z.uuid().optional(),
  author: z.uuid().optional(),
  language: z.string().max(35).optional().describe('Empty: those whose language the site did not tell'),
  words: z.string().trim().min(1).max(200).optional().describe('Words that the comment has'),
};

export type QueueQuery = z.output<z.ZodObject<typeof queueFilterParameters>>;

/** What of a query the database is asked for. */
export const filterOf = (
  { view, clause, story, author, language, words }: QueueQuery,
  who: Pick<QueueFilter, 'moderatorId' | 'at'>,
) => ({ view, clauseId: clause, storyId: story, authorId: author, language, words, ...who });
