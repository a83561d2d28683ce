import { queueViews } from '@moderato/database';
import {
  clauseKinds,
  commentStatuses,
  decisionSchema,
  demands,
  mailAddressViewSchema,
  mailAlarmSchema,
  type Right,
  rights,
  roles,
} from '@moderato/domain';
import { z } from 'zod';
import type { AppealDetail } from './appeals-contract.js';

// What the desk in the browser and its API say to each other. The web app imports the types alone.

const moderatorSchema = z.object({ id: z.string(), name: z.string() });

export const sessionSchema = z.object({
  site: z.object({ name: z.string() }),
  moderator: moderatorSchema.extend({ role: z.enum(roles) }),
  expiresAt: z.iso.datetime(),
  rights: z.array(z.enum(Object.keys(rights) as [Right, ...Right[]])).describe('What the role of the moderator may do'),
});

export const claimSchema = z.object({ by: moderatorSchema, until: z.iso.datetime() });

export const heldPlaceSchema = z.object({
  rank: z.number().describe('Falls along the queue; a step of 1 is a doubling'),
  priority: z.number().describe('0..1: how likely and how grave, with what readers reported'),
  reported: z.number().describe('0..1: what the reports alone would make of it'),
  reports: z.number().int().describe('Open ones'),
  reach: z.number().describe('1..2, by how many comments the story had'),
  escalatedAt: z.iso.datetime().nullable(),
});

export const reviewCommentSchema = z.object({
  id: z.string(),
  externalId: z.string(),
  status: z.enum(commentStatuses),
  revision: z.number().int(),
  body: z.string().nullable().describe('Null once withdrawn or erased'),
  author: z.object({ id: z.string().describe('Moderato’s own'), name: z.string().nullable() }),
  language: z.string().nullable().describe('As the site told it'),
  story: z.object({ id: z.string(), title: z.string().nullable(), url: z.string() }),
  parent: z.object({ body: z.string().nullable(), author: z.string().nullable() }).nullable(),
  receivedAt: z.iso.datetime(),
  held: heldPlaceSchema.nullable().describe('Where it stands in the queue; null where it does not wait'),
  claim: claimSchema.nullable().describe('Whose desk it is open at'),
  decision: decisionSchema.nullable().describe('The newest one'),
});

export const queuePageSchema = z.object({
  data: z.array(reviewCommentSchema),
  next_cursor: z.string().nullable(),
  has_more: z.boolean(),
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

const facetSchema = z.object({
  value: z.string(),
  title: z.string().nullable().describe('Null where it has none, or is not known any more'),
  waiting: z.number().int(),
});

export const queueViewsSchema = z.object({
  cap: z.number().int().describe('Counts end here: read it as “at least”'),
  counts: z.record(z.enum(queueViews), z.number().int()),
  clauses: z.array(facetSchema),
  languages: z.array(facetSchema).describe('An empty value: the site told none'),
  stories: z.array(facetSchema).describe('Those that most of the worst comments belong to'),
});

export type QueueFacet = z.infer<typeof facetSchema>;
export type QueueViews = z.infer<typeof queueViewsSchema>;
export type Claim = z.infer<typeof claimSchema>;
export type HeldPlace = z.infer<typeof heldPlaceSchema>;
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
/** RFC 9457, as every refusal of the API comes; `current` or `appeal` beside a 409. */
export interface ApiProblem {
  type: string;
  title: string;
  status: number;
  code: string;
  detail?: string;
  errors?: { pointer?: string; parameter?: string; code: string; detail: string }[];
  request_id?: string;
  current?: CommentDetail;
  appeal?: AppealDetail;
}
