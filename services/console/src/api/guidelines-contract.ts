import { backtestViewSchema, judgementSchema, outcomes, ruleIds, tuningSchema } from '@moderato/domain';
import { guidelinesViewSchema, versionViewSchema } from '@moderato/guidelines';
import { z } from 'zod';

// What the guidelines page and its API say to each other. The web app imports the types alone.

const page = { next_cursor: z.string().nullable(), has_more: z.boolean() };

export const versionsPageSchema = z.object({ data: z.array(versionViewSchema), ...page });

const checkSchema = z.object({
  rule: z.enum(ruleIds),
  clauseId: z.string().describe('The clause that its findings cite'),
  thresholds: z.object({ review: z.number(), reject: z.number().nullable() }),
});

export const guidelinesVersionSchema = guidelinesViewSchema.extend({
  checks: z.array(checkSchema),
  live: z.object({ version: z.int(), text: z.string() }).nullable().describe('What is live now'),
});

export const draftRequestSchema = z.strictObject({
  text: z.string(),
  tuning: tuningSchema.optional().describe('Left out: the settings of `from` go on, as far as they fit'),
  from: z.int().min(1).optional().describe('The version that the text was made from; the live one where left out'),
});

const fieldProblemSchema = z.object({ pointer: z.string(), code: z.string(), detail: z.string() });

export const previewSchema = guidelinesViewSchema
  .pick({ text: true, clauses: true, report: true, limits: true, changes: true, tuningLeftOut: true })
  .extend({ problems: z.array(fieldProblemSchema).describe('Why this cannot be kept; empty where it can') });

export const moveRequestSchema = z.strictObject({
  live: z.int().nullable().optional().describe('What was live when the editor looked; left out: whatever is'),
});

export const clauseActivitySchema = z.object({
  days: z.int(),
  rejected: z.int(),
  held: z.int(),
  judged: z.int().describe('Of these, decided by a moderator since'),
  overturned: z.int().describe('Of those judged: approved'),
  more: z.boolean().describe('More than were counted'),
});

export const tryRequestSchema = z.strictObject({ body: z.string().min(1).max(20_000) });
export const tryAnswerSchema = judgementSchema;

export const backtestRequestSchema = z.strictObject({ days: z.int().min(1).max(3_660) });

const excerptSchema = z.object({
  commentId: z.string(),
  body: z.string().nullable().describe('The beginning; null once withdrawn or erased'),
  story: z.string().nullable(),
  receivedAt: z.iso.datetime().nullable(),
});

export const newestBacktestSchema = z.object({
  backtest: backtestViewSchema.extend({ samples: z.record(z.string(), z.array(excerptSchema)) }).nullable(),
});

export const disagreementsPageSchema = z.object({
  data: z.array(
    excerptSchema.extend({ live: z.enum(outcomes), shadow: z.enum(outcomes), clauseIds: z.array(z.string()) }),
  ),
  ...page,
  counts: z.object({ compared: z.int(), missed: z.int(), flips: z.record(z.string(), z.int()) }),
});

export type GuidelinesVersions = z.infer<typeof versionsPageSchema>;
export type GuidelinesVersion = z.infer<typeof guidelinesVersionSchema>;
export type DraftRequest = z.infer<typeof draftRequestSchema>;
export type GuidelinesPreview = z.infer<typeof previewSchema>;
export type ClauseActivity = z.infer<typeof clauseActivitySchema>;
export type TryAnswer = z.infer<typeof tryAnswerSchema>;
export type BacktestRequest = z.infer<typeof backtestRequestSchema>;
export type NewestBacktest = z.infer<typeof newestBacktestSchema>;
export type CommentExcerpt = z.infer<typeof excerptSchema>;
export type Disagreements = z.infer<typeof disagreementsPageSchema>;
