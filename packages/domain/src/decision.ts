import { z } from 'zod';
import { attributes } from './attributes.js';
import { ruleIds } from './policy.js';

export const outcomes = ['approve', 'review', 'reject'] as const;
export const severities = ['mild', 'moderate', 'severe'] as const;
export const targets = ['commenter', 'author', 'storyPerson', 'group', 'institution', 'idea', 'none'] as const;

export type Outcome = (typeof outcomes)[number];
export type Severity = (typeof severities)[number];
/** Whom the words are aimed at. */
export type Target = (typeof targets)[number];

const share = z.number().min(0).max(1);
const offset = z.number().int().min(0);

/** UTF-16 code units, half open. */
export const spanSchema = z.object({ start: offset, end: offset });
export const markSchema = spanSchema.extend({ label: z.enum(attributes), weight: share });
export const clauseQuoteSchema = spanSchema.extend({ id: z.string(), text: z.string() });

export const findingSchema = z.object({
  /**
   * `moderator` where a person named the clause; `held-word` where the site's own list holds the comment;
   * `barred-author` and `ban-evasion` where who wrote it does.
   */
  rule: z.enum([...ruleIds, 'moderator', 'held-word', 'barred-author', 'ban-evasion']),
  clause: clauseQuoteSchema,
  severity: z.enum(severities),
  confidence: share,
  target: z.enum(targets),
  spans: z.array(spanSchema),
  explanation: z.string(),
});

/** Why something that was found does not count: the site's own settings, or a sentence of the guidelines that permits it. */
export const lifts = ['exception', 'trusted_author', 'permitted'] as const;
export const liftedSchema = z.object({
  rule: z.enum(ruleIds),
  clauseId: z.string(),
  severity: z.enum(severities),
  confidence: share,
  by: z.enum(lifts),
});

/** What the engine finds, without the ids and times of one occasion: equal input gives equal bytes. */
export const judgementSchema = z.object({
  outcome: z.enum(outcomes),
  probability: share.describe('The chance that a moderator would find a violation of the guidelines'),
  scores: z.object(
    Object.fromEntries(attributes.map((a) => [a, share])) as Record<(typeof attributes)[number], typeof share>,
  ),
  marks: z.array(markSchema).describe('The words that raise the scores, whatever the outcome'),
  findings: z.array(findingSchema),
  guidelines: z.object({ version: z.number().int(), hash: z.string() }),
  engine: z.object({ version: z.string(), model: z.string().nullable() }),
  degraded: z.array(z.string()).describe('Why a person must look: what was missing or failed when this was decided'),
  lifted: z
    .array(liftedSchema)
    .optional()
    .describe("What the site's settings, or what its guidelines permit, kept from counting; absent where nothing"),
});

/** The decision JSON of design.md: what sites, webhooks and the console read. */
export const decisionSchema = judgementSchema.extend({
  id: z.string(),
  commentId: z.string(),
  externalId: z.string(),
  revision: z.number().int().positive(),
  decidedBy: z.enum(['rules', 'moderator']),
  reason: z.string().optional().describe("A moderator's own words beside the clause"),
  decidedAt: z.iso.datetime(),
});

export type Span = z.infer<typeof spanSchema>;
export type Mark = z.infer<typeof markSchema>;
export type Finding = z.infer<typeof findingSchema>;
export type Lifted = z.infer<typeof liftedSchema>;
export type Judgement = z.infer<typeof judgementSchema>;
export type Decision = z.infer<typeof decisionSchema>;

/** Where a comment stands; `pending` until its newest revision is decided. */
export const commentStatuses = ['pending', 'approved', 'review', 'rejected', 'withdrawn'] as const;
export type CommentStatus = (typeof commentStatuses)[number];

export const statusOf = { approve: 'approved', review: 'review', reject: 'rejected' } as const satisfies Record<
  Outcome,
  CommentStatus
>;
