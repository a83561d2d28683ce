import { appealOutcomes, appealStates, appealViewSchema, penaltyViewSchema } from '@moderato/domain';
import { z } from 'zod';
import { commentDetailSchema } from './contract.js';

// What the appeals page and its API say to each other. The web app imports the types alone.

const personSchema = z.object({ id: z.string(), name: z.string() });

const aboutSchema = z.object({
  id: z.string(),
  state: z.enum(appealStates),
  createdAt: z.iso.datetime(),
  dueAt: z.iso.datetime(),
  overdue: z.boolean(),
  claim: personSchema.extend({ until: z.iso.datetime() }).nullable().describe('Who looks at it now'),
});

export const appealLineSchema = aboutSchema.extend({
  comment: z.string().nullable().describe('The beginning; null where it is gone, or the appeal is of a penalty'),
  story: z.string().nullable(),
  author: z.string().describe('The site’s own id of the author'),
  penaltyId: z.string().nullable(),
});

export const appealsPageSchema = z.object({
  data: z.array(appealLineSchema),
  next_cursor: z.string().nullable(),
  has_more: z.boolean(),
  open: z.int().describe('How many are open, counted to `cap`'),
  overdue: z.int(),
  cap: z.int(),
});

export const appealDetailSchema = appealViewSchema.extend({
  claim: aboutSchema.shape.claim,
  decidedBy: personSchema.nullable(),
  decider: personSchema.nullable().describe('Who made the decision that is appealed; null for the rules'),
  may: z
    .enum(['decide', 'own_only', 'not_own'])
    .describe('own_only: your own decision, and the site has nobody else. not_own: another moderator must decide it'),
  comment: commentDetailSchema.nullable(),
  penalty: penaltyViewSchema.nullable(),
});

export const claimRequestSchema = z.strictObject({ release: z.boolean().default(false) });

export const decideAppealSchema = z.strictObject({
  outcome: z.enum(appealOutcomes),
  reason: z.string().trim().min(1).max(2_000).describe('For the author to read, and on the record'),
});

export type AppealLine = z.infer<typeof appealLineSchema>;
export type AppealsPage = z.infer<typeof appealsPageSchema>;
export type AppealDetail = z.infer<typeof appealDetailSchema>;
export type DecideAppeal = z.infer<typeof decideAppealSchema>;
