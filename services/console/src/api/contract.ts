import {
  clauseKinds,
  commentStatuses,
  decisionSchema,
  demands,
  mailAddressViewSchema,
  mailAlarmSchema,
} from '@moderato/domain';
import { z } from 'zod';

// What the desk in the browser and its API say to each other. The web app imports the types alone.

const moderatorSchema = z.object({ id: z.string(), name: z.string() });

export const sessionSchema = z.object({
  site: z.object({ name: z.string() }),
  moderator: moderatorSchema,
  expiresAt: z.iso.datetime(),
  may: z.object({ editGuidelines: z.boolean() }).describe('What the moderator may do beside deciding'),
});

export const reviewCommentSchema = z.object({
  id: z.string(),
  externalId: z.string(),
  status: z.enum(commentStatuses),
  revision: z.number().int(),
  body: z.string().nullable().describe('Null once withdrawn or erased'),
  author: z.object({ name: z.string().nullable() }),
  story: z.object({ title: z.string().nullable(), url: z.string() }),
  parent: z.object({ body: z.string().nullable(), author: z.string().nullable() }).nullable(),
  receivedAt: z.iso.datetime(),
  decision: decisionSchema.nullable().describe('The newest one'),
});

export const queuePageSchema = z.object({
  data: z.array(reviewCommentSchema),
  next_cursor: z.string().nullable(),
  has_more: z.boolean(),
  waiting: z.number().int().describe('How many wait, counted to `waitingCap`'),
  waitingCap: z.number().int(),
  lastDecidedAt: z.iso.datetime().nullable(),
});

export const pastDecisionSchema = z.object({ decision: decisionSchema, moderator: moderatorSchema.nullable() });

export const commentDetailSchema = reviewCommentSchema.extend({
  history: z.array(pastDecisionSchema).describe('Oldest first'),
});

export const clauseSchema = z.object({
  id: z.string(),
  kind: z.enum(clauseKinds),
  demand: z.enum(demands),
  text: z.string(),
  start: z.number().int(),
  end: z.number().int(),
});

export const guidelinesSchema = z.object({
  version: z.number().int(),
  hash: z.string(),
  source: z.string().describe('The posted text: clauses are cut from it by their offsets'),
  clauses: z.array(clauseSchema),
});

export const decideRequestSchema = z
  .strictObject({
    outcome: z.enum(['approve', 'reject']),
    clauseId: z.string().min(1).max(200).optional(),
    reason: z.string().trim().min(1).max(2_000).optional(),
    revision: z.number().int().positive().describe('The revision that was read'),
    decisionId: z.uuid().describe('The decision that was seen, and is overruled'),
  })
  .refine(({ outcome, clauseId, reason }) => outcome === 'approve' || clauseId || reason, {
    path: ['clauseId'],
    message: 'a rejection needs a clause, or a reason',
  })
  .refine(({ outcome, clauseId }) => outcome === 'reject' || !clauseId, {
    path: ['clauseId'],
    message: 'an approval breaks no clause',
  });

export const mailHealthSchema = z.object({ data: z.array(mailAddressViewSchema), alarms: z.array(mailAlarmSchema) });

export type MailHealth = z.infer<typeof mailHealthSchema>;
export type Session = z.infer<typeof sessionSchema>;
export type ReviewComment = z.infer<typeof reviewCommentSchema>;
export type QueuePage = z.infer<typeof queuePageSchema>;
export type PastDecision = z.infer<typeof pastDecisionSchema>;
export type CommentDetail = z.infer<typeof commentDetailSchema>;
export type Clause = z.infer<typeof clauseSchema>;
export type Guidelines = z.infer<typeof guidelinesSchema>;
export type DecideRequest = z.infer<typeof decideRequestSchema>;
/** RFC 9457, as every refusal of the API comes; `current` beside a 409. */
export interface ApiProblem {
  type: string;
  title: string;
  status: number;
  code: string;
  detail?: string;
  errors?: { pointer?: string; parameter?: string; code: string; detail: string }[];
  request_id?: string;
  current?: CommentDetail;
}
