import { reportReasons, reportSources, reportStates } from '@moderato/domain';
import { z } from 'zod';
import { reviewCommentSchema } from './contract.js';

// What the pages beside the queue and their API say to each other. The web app imports the types alone.

export const countsSchema = z.object({
  reports: z.int().describe('Comments with open reports, counted to `cap`'),
  appeals: z.int().describe('Appeals that nobody has answered, counted to `cap`'),
  inbox: z.int().describe('Mails that could not be placed, counted to `cap`'),
  proposedBans: z.int().describe('Bans that wait for a person, counted to `cap`'),
  cap: z.int(),
});

const time = z.iso.datetime();
const page = { next_cursor: z.string().nullable(), has_more: z.boolean() };

export const reportedCommentSchema = z.object({
  comment: reviewCommentSchema,
  possibleBrigading: z.boolean().describe('Many newcomers reported it within minutes'),
  total: z.int().describe('Reports of it that are open, or resolved, counted to 1,000'),
  reasons: z.array(z.object({ reason: z.enum(reportReasons), count: z.int() })).describe('The most frequent first'),
  reports: z
    .array(
      z.object({
        id: z.string(),
        reason: z.enum(reportReasons),
        source: z.enum(reportSources),
        state: z.enum(reportStates),
        text: z.string().nullable().describe('The reporter’s words, addresses left out'),
        weight: z.number().describe('0..1, when it came'),
        reporter: z
          .object({ upheld: z.int(), dismissed: z.int() })
          .describe('How their latest 200 reports ended; nothing else of who they are'),
        createdAt: time,
        resolvedAt: time.nullable(),
      }),
    )
    .describe('The newest 20'),
});

export const reportedCommentsPageSchema = z.object({ data: z.array(reportedCommentSchema), ...page });

export const foundCommentsSchema = z.object({
  data: z.array(reviewCommentSchema),
  ...page,
  lookedBackTo: time.nullable().describe('Where more may follow: until when comments were looked through'),
});

export type FoundComments = z.infer<typeof foundCommentsSchema>;
export type ReportedComment = z.infer<typeof reportedCommentSchema>;
export type ReportedComments = z.infer<typeof reportedCommentsPageSchema>;
export type Counts = z.infer<typeof countsSchema>;
