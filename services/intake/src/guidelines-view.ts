import { clauseKinds, demands, type Policy, ruleIds } from '@moderato/domain';
import { compiledJson } from '@moderato/guidelines';
import { z } from 'zod';

/** A version of the guidelines as a site reads it; every clause is there, also those that nothing enforces. */
export const guidelinesViewSchema = z
  .object({
    version: z.int(),
    state: z.literal('live'),
    publishedAt: z.iso.datetime().nullable(),
    text: z.string(),
    hash: z.string().describe('SHA-256, hex, of the text'),
    clauses: z.array(
      z.object({
        id: z.string(),
        kind: z.enum(clauseKinds),
        demand: z.enum(demands),
        text: z.string(),
        start: z.int(),
        end: z.int(),
        params: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
        rules: z.array(z.enum(ruleIds)),
        enforced: z.boolean(),
        why: z.string().optional().describe('Why nothing enforces the clause, for people'),
      }),
    ),
    report: z.object({ emails: z.array(z.string()), other: z.array(z.string()) }),
    limits: z.record(z.string(), z.number()),
  })
  .meta({ id: 'Guidelines' });

export const guidelinesView = (policy: Policy, publishedAt: Date | null): z.infer<typeof guidelinesViewSchema> => ({
  version: policy.version,
  state: 'live',
  publishedAt: publishedAt?.toISOString() ?? null,
  text: policy.source,
  ...compiledJson(policy),
});
