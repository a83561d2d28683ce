import { z } from 'zod';
import { appealStates } from '../appeal/appeal.js';

const time = z.iso.datetime();

/** What a decision can cost an author. A proposed ban is for the site's staff, not for the author. */
export const measureKinds = ['removed', 'held', 'warning', 'strike', 'suspension', 'ban'] as const;

const measureSchema = z.object({
  what: z.enum(measureKinds),
  since: time,
  until: time.nullable().describe('null: without end, or until a moderator has looked'),
  ended: z.boolean().describe('It holds no more'),
  penaltyId: z.string().nullable(),
});

const clauseSchema = z.object({
  id: z.string(),
  text: z.string().describe('The clause in its own words'),
  start: z.int().nullable().describe('Its place in the posted text, in UTF-16 code units; null where not known'),
  end: z.int().nullable(),
  why: z.string().describe('Why the comment does not meet it, in one sentence'),
});

/** Regulation (EU) 2022/2065, Art. 17(3): (a) measures, (b) facts, (c) automated, (e) clauses, (f) redress. */
export const statementSchema = z
  .object({
    decisionId: z.string().nullable(),
    penaltyIds: z.array(z.string()),
    author: z.string().describe('The site’s own id of the author'),
    commentId: z.string().nullable(),
    externalId: z.string().nullable(),
    revision: z.int().nullable(),
    decidedAt: time,
    stands: z.boolean().describe('Whether any of it still holds'),
    measures: z.array(measureSchema).describe('What was done'),
    territory: z.literal('everywhere'),
    ground: z.literal('guidelines').describe('The contractual ground: what the site’s guidelines say'),
    clauses: z.array(clauseSchema),
    guidelinesVersion: z.int().nullable(),
    facts: z
      .object({
        source: z.enum(['own_initiative', 'report']).describe('Who reported is never told'),
        moderatorWords: z.string().nullable(),
      })
      .describe('What it rests on'),
    automated: z.object({
      detection: z.boolean().describe('A program found it'),
      decision: z.boolean().describe('A program decided it, and no person'),
    }),
    redress: z.object({
      appeal: z.object({
        open: z.boolean().describe('It may be appealed now'),
        until: time,
        url: z.string().nullable().describe('Where the author appeals, no key needed: give it to nobody else'),
        filed: z
          .object({ id: z.string(), state: z.enum(appealStates), reason: z.string().nullable() })
          .nullable()
          .describe('The appeal that there is already, and what became of it'),
      }),
      outOfCourt: z.string().nullable(),
    }),
  })
  .meta({ id: 'StatementOfReasons' });

export type Statement = z.infer<typeof statementSchema>;
export type Measure = Statement['measures'][number];
export type StatementClause = Statement['clauses'][number];
