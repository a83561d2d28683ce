import {
  commentStatuses,
  ladderSettingsSchema,
  penaltyViewSchema,
  reportReasons,
  reportStates,
  standingViewSchema,
} from '@moderato/domain';
import { z } from 'zod';

// What the pages of authors and bans and their API say to each other. The web app imports the types alone.

const page = { next_cursor: z.string().nullable(), has_more: z.boolean() };

export const foundAuthorSchema = z.object({
  id: z.string().describe('The site’s own id'),
  name: z.string().nullable(),
  erased: z.boolean(),
  standing: standingViewSchema,
});
export const foundAuthorsSchema = z.object({ data: z.array(foundAuthorSchema).describe('20 at most') });

export const authorSchema = foundAuthorSchema.extend({
  exempt: z.boolean().describe('Trusted or staff by the guidelines: never punished'),
  penalties: z.array(penaltyViewSchema).describe('Newest first, 100 at most'),
  comments: z.record(z.enum(commentStatuses), z.int()).describe('How many stand where, of the newest 1,000'),
  reports: z
    .array(
      z.object({
        id: z.string(),
        commentId: z.string(),
        reason: z.enum(reportReasons),
        state: z.enum(reportStates),
        createdAt: z.iso.datetime(),
      }),
    )
    .describe('About their comments: the newest 20'),
});

export const penaltyOfAuthorSchema = z
  .strictObject({
    kind: z.enum(['warning', 'strike', 'suspension', 'ban']),
    reason: z.string().trim().min(1).max(1_000).describe('In words that may be shown to the author'),
    clauseId: z.string().max(200).optional(),
    commentId: z.uuid().optional().describe('The evidence'),
    hours: z.number().int().min(1).max(87_600).optional(),
  })
  .refine(({ kind, hours }) => hours === undefined || kind === 'suspension', {
    path: ['hours'],
    message: 'belongs to a suspension: leave it out, or set kind to suspension',
  });

export const bansPageSchema = z.object({
  data: z.array(z.object({ penalty: penaltyViewSchema, author: z.object({ name: z.string().nullable() }) })),
  ...page,
  settings: ladderSettingsSchema.describe('The site’s ladder'),
});

export type FoundAuthors = z.infer<typeof foundAuthorsSchema>;
export type Author = z.infer<typeof authorSchema>;
export type PenaltyOfAuthor = z.input<typeof penaltyOfAuthorSchema>;
export type Bans = z.infer<typeof bansPageSchema>;
