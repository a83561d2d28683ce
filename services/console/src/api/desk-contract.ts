import { z } from 'zod';
import { claimSchema, type decideRequestSchema } from './contract.js';

// What desks do beside reading and deciding.

export const claimRequestSchema = z.strictObject({
  commentId: z.uuid().optional().describe('To claim, or to renew'),
  takeOver: z.boolean().default(false).describe('Also from a colleague'),
  release: z.array(z.uuid()).max(100).default([]).describe('To give back'),
});
export const claimAnswerSchema = z.object({
  claim: claimSchema.nullable().describe('Who has it now; null where it does not wait any more'),
});

export const liveHelloSchema = z.object({ claims: z.array(claimSchema.extend({ commentId: z.string() })) });

const words = z.string().trim().min(1, 'say something').max(2_000);
export const noteRequestSchema = z.strictObject({ words: words.describe('`@Name` tells a colleague') });
export const escalateRequestSchema = z.strictObject({
  words: words.optional().describe('Why somebody else should decide'),
  escalated: z.boolean().default(true).describe('False puts it back into the queue'),
});
export const noteSchema = z.object({
  id: z.string(),
  kind: z.enum(['note', 'escalation']),
  words: z.string(),
  by: z.object({ id: z.string(), name: z.string() }),
  mentions: z.array(z.string()),
  createdAt: z.iso.datetime(),
});
export const notesSchema = z.object({ notes: z.array(noteSchema).describe('Oldest first') });

export const penaltyRequestSchema = z
  .strictObject({
    kind: z.enum(['warning', 'strike', 'suspension', 'ban']),
    reason: z.string().trim().min(1).max(1_000).describe('In words that may be shown to the author'),
    clauseId: z.string().max(200).optional(),
    hours: z.number().int().min(1).max(87_600).optional(),
  })
  .refine(({ kind, hours }) => hours === undefined || kind === 'suspension', {
    path: ['hours'],
    message: 'belongs to a suspension: leave it out, or set kind to suspension',
  });
export const liftRequestSchema = z.strictObject({ reason: z.string().trim().min(1).max(1_000) });
export const penaltyAnswerSchema = z.object({
  id: z.string(),
  kind: z.string(),
  expiresAt: z.iso.datetime().nullable(),
});

export const bulkItemSchema = z.strictObject({
  id: z.uuid(),
  revision: z.number().int().positive(),
  decisionId: z.uuid(),
});
export const bulkRequestSchema = z.strictObject({
  outcome: z.enum(['approve', 'reject']),
  clauseId: z.string().min(1).max(200).optional(),
  reason: z.string().trim().min(1).max(2_000).optional(),
  items: z.array(bulkItemSchema).min(1).max(50),
});
export const bulkAnswerSchema = z.object({
  results: z.array(z.object({ id: z.string(), result: z.enum(['recorded', 'conflict', 'not_found']) })),
});
export const selectionSchema = z.object({
  items: z.array(bulkItemSchema).describe('The worst first'),
  capped: z.boolean().describe('Whether more wait than these'),
});

export const preferencesSchema = z.strictObject({
  blur: z.enum(['off', 'severe', 'all']).default('off').describe('Which comments are blurred until they are focused'),
  maskSlurs: z.boolean().default(false).describe('Heavily marked words are covered until they are focused'),
  greyscale: z.boolean().default(false),
  breakMinutes: z.number().int().min(0).max(240).default(0).describe('0: no reminder'),
  undoSeconds: z.number().int().min(0).max(30).default(10).describe('How long a decision can be taken back'),
  tourSeen: z.boolean().default(false),
});

export type ClaimAnswer = z.infer<typeof claimAnswerSchema>;
export type LiveHello = z.infer<typeof liveHelloSchema>;
export type Note = z.infer<typeof noteSchema>;
export type Notes = z.infer<typeof notesSchema>;
export type PenaltyRequest = z.input<typeof penaltyRequestSchema>;
export type PenaltyAnswer = z.infer<typeof penaltyAnswerSchema>;
export type BulkItem = z.infer<typeof bulkItemSchema>;
export type BulkAnswer = z.infer<typeof bulkAnswerSchema>;
export type Selection = z.infer<typeof selectionSchema>;
export type Preferences = z.output<typeof preferencesSchema>;
export type DecideChoice = Pick<z.infer<typeof decideRequestSchema>, 'outcome' | 'clauseId' | 'reason'>;
