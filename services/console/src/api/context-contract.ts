import { commentStatuses, penaltyViewSchema, reportViewSchema, standingStates } from '@moderato/domain';
import { z } from 'zod';
import { noteSchema } from './desk-contract.js';

// What stands around a comment: its thread, who wrote it, who complained, what colleagues say.

const threadCommentSchema = z.object({
  id: z.string(),
  body: z.string().nullable(),
  author: z.string().nullable(),
  status: z.enum(commentStatuses),
  receivedAt: z.iso.datetime(),
});

export const contextSchema = z.object({
  thread: z.object({
    before: z.array(threadCommentSchema).describe('What it answers, the beginning first'),
    replies: z.array(threadCommentSchema),
  }),
  author: z.object({
    externalId: z.string().describe('The site’s own id'),
    standing: z.object({
      state: z.enum(standingStates),
      strikes: z.number().int(),
      until: z.iso.datetime().nullable(),
      banProposed: z.boolean(),
    }),
    penalties: z.array(penaltyViewSchema).describe('The newest first'),
    comments: z.object({ counted: z.number().int(), rejected: z.number().int(), cap: z.number().int() }),
    past: z.array(threadCommentSchema.omit({ author: true })).describe('Their newest other comments'),
  }),
  reports: z.array(
    reportViewSchema.extend({
      reporter: z.object({ upheld: z.number().int(), dismissed: z.number().int() }).describe('Earlier reports'),
    }),
  ),
  notes: z.array(noteSchema),
  colleagues: z.array(z.object({ id: z.string(), name: z.string() })).describe('Who may be named in a note'),
});

export type CommentContext = z.infer<typeof contextSchema>;
export type ThreadComment = z.infer<typeof threadCommentSchema>;
