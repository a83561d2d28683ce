import type { StoredGuidelines } from '@moderato/database';
import {
  clauseKinds,
  consequences,
  demands,
  guidelinesStates,
  type Policy,
  ruleIds,
  tuningSchema,
} from '@moderato/domain';
import { compiledJson, diffClauses } from '@moderato/guidelines';
import { z } from 'zod';

const clauseSchema = z
  .object({
    id: z.string(),
    kind: z.enum(clauseKinds),
    demand: z.enum(demands),
    text: z.string(),
    start: z.int(),
    end: z.int(),
    params: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
    rules: z.array(z.enum(ruleIds)),
    enforced: z.boolean(),
    off: z.literal(true).optional().describe('The site turned it off'),
    consequence: z.enum(consequences).optional(),
    why: z.string().optional().describe('Why nothing enforces the clause, for people'),
  })
  .meta({ id: 'Clause' });

const changesSchema = z
  .object({
    against: z.int().nullable().describe('The live version; null where there is none'),
    added: z.array(clauseSchema),
    removed: z.array(clauseSchema),
    changed: z
      .array(z.object({ before: clauseSchema, after: clauseSchema }))
      .describe('Other words, another demand, other rules or settings'),
  })
  .meta({ id: 'GuidelinesChanges' });

const versionShape = {
  version: z.int(),
  state: z.enum(guidelinesStates),
  createdAt: z.iso.datetime(),
  publishedAt: z.iso.datetime().nullable().describe('When it last went live'),
  hash: z.string().describe('SHA-256, hex, of the text; where it is tuned, of that and the settings'),
};

/** A version of the guidelines as a site reads it; every clause is there, also those that nothing enforces. */
export const guidelinesViewSchema = z
  .object({
    ...versionShape,
    text: z.string(),
    tuning: tuningSchema,
    clauses: z.array(clauseSchema),
    report: z.object({ emails: z.array(z.string()), other: z.array(z.string()) }),
    limits: z.record(z.string(), z.number()),
    changes: changesSchema.optional().describe('Of a draft and a version in shadow: what it changes'),
    tuningLeftOut: z
      .array(z.string())
      .optional()
      .describe('JSON Pointers of settings of the live version that fit no clause of this text'),
  })
  .meta({ id: 'Guidelines' });
type View = z.infer<typeof guidelinesViewSchema>;

export const versionViewSchema = z.object(versionShape).meta({ id: 'GuidelinesVersion' });

const nothing: Policy = {
  hash: '',
  version: 0,
  source: '',
  clauses: [],
  checks: [],
  report: { emails: [], other: [] },
  limits: {},
};

function changesOf(policy: Policy, live: StoredGuidelines | null): View['changes'] {
  const before = live?.policy ?? nothing;
  const { added, removed, changed } = diffClauses(before, policy);
  const of = (whole: Policy) => {
    const clauses = new Map(compiledJson(whole).clauses.map((clause) => [clause.id, clause]));
    return ({ id }: { id: string }) => clauses.get(id) as View['clauses'][number];
  };
  const [was, is] = [of(before), of(policy)];
  return {
    against: live?.version ?? null,
    added: added.map(is),
    removed: removed.map(was),
    changed: changed.map((change) => ({ before: was(change.before), after: is(change.after) })),
  };
}

/** `live`: the version that is live now, told what a draft changes. */
export function guidelinesView(
  { version, state, createdAt, publishedAt, policy }: StoredGuidelines,
  live: StoredGuidelines | null,
): View {
  const { hash, ...compiled } = compiledJson(policy);
  return {
    version,
    state,
    createdAt: createdAt.toISOString(),
    publishedAt: publishedAt?.toISOString() ?? null,
    hash,
    text: policy.source,
    tuning: policy.tuning ?? {},
    ...compiled,
    ...((state === 'draft' || state === 'shadow') && { changes: changesOf(policy, live) }),
  };
}
