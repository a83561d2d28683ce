import { z } from 'zod';
import { penaltyEnds, penaltyKinds } from './penalty.js';
import { standingStates } from './standing.js';

const time = z.iso.datetime();

/** One penalty as the API and webhooks show it. */
export const penaltyViewSchema = z
  .object({
    id: z.string(),
    author: z.string().describe('The site’s own id of the author'),
    kind: z.enum(penaltyKinds),
    active: z.boolean().describe('Whether it holds now'),
    reason: z.string(),
    clause: z.object({ id: z.string(), text: z.string() }).nullable(),
    guidelinesVersion: z.int().nullable(),
    commentId: z.string().nullable().describe('The evidence'),
    decisionId: z.string().nullable(),
    by: z.enum(['rules', 'staff']),
    followsFrom: z.array(z.string()).describe('Penalties that brought it'),
    createdAt: time,
    expiresAt: time.nullable().describe('null: for good'),
    statement: z
      .string()
      .nullable()
      .describe('Where the statement of reasons for the author is, with the key; null for a proposed ban'),
    ended: z
      .object({ how: z.enum(penaltyEnds), reason: z.string(), at: time })
      .nullable()
      .describe('Where it ended before its time'),
  })
  .meta({ id: 'Penalty' });
export type PenaltyView = z.infer<typeof penaltyViewSchema>;

export const standingViewSchema = z
  .object({
    state: z.enum(standingStates),
    strikes: z.int().describe('Unexpired strikes'),
    until: time.nullable().describe('When the suspension ends'),
    banProposed: z.boolean().describe('A ban waits for a person to confirm it'),
  })
  .meta({ id: 'Standing' });
export type StandingView = z.infer<typeof standingViewSchema>;

/** Data of `author.warned`, `author.suspended`, `author.banned` and `author.reinstated`. */
export const authorEventSchema = z
  .object({
    author: z.object({ id: z.string().describe('The site’s own id of the author') }),
    penalty: penaltyViewSchema.describe('What was imposed; for author.reinstated: what was taken back'),
    standing: standingViewSchema.describe('Where the author stands now'),
  })
  .meta({ id: 'AuthorEvent' });
