import { z } from 'zod';
import { appealSources, appealStates } from './appeal.js';

const time = z.iso.datetime();

/** An appeal as sites see it: neither who decided it nor where its author hears of it. */
export const appealViewSchema = z
  .object({
    id: z.string(),
    state: z
      .enum(appealStates)
      .describe('moot: the comment was withdrawn, or its author erased, before anybody decided'),
    source: z.enum(appealSources).describe('By the site’s call, or by the author at the signed link'),
    author: z.string().describe('The site’s own id of the author'),
    commentId: z.string().nullable(),
    externalId: z.string().nullable().describe('The site’s own id of the comment'),
    decisionId: z.string().nullable().describe('The decision that is appealed'),
    penaltyId: z.string().nullable().describe('Or the penalty, where that rests on no decision'),
    text: z.string().nullable().describe('The author’s words; null once erased'),
    createdAt: time,
    dueAt: time.describe('By when a moderator should have answered'),
    overdue: z.boolean(),
    decidedAt: time.nullable(),
    reason: z.string().nullable().describe('The moderator’s words for the author'),
    ownDecision: z.boolean().describe('The site has one moderator only, who decided about their own decision'),
  })
  .meta({ id: 'Appeal' });
export type AppealView = z.infer<typeof appealViewSchema>;

/** Data of `appeal.decided`. */
export const appealEventSchema = appealViewSchema
  .omit({ text: true, overdue: true, source: true })
  .meta({ id: 'AppealDecided' });
export type AppealEvent = z.infer<typeof appealEventSchema>;
