import {
  clauseKinds,
  consequences,
  demands,
  type GuidelinesState,
  guidelinesStates,
  noPolicy,
  type Policy,
  ruleIds,
  tuningSchema,
} from '@moderato/domain';
import { z } from 'zod';
import { compiledJson } from './compiled-json.js';
import { diffClauses } from './diff.js';

export const clauseViewSchema = z
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

export const guidelinesChangesSchema = z
  .object({
    against: z.int().nullable().describe('The live version; null where there is none'),
    added: z.array(clauseViewSchema),
    removed: z.array(clauseViewSchema),
    changed: z
      .array(z.object({ before: clauseViewSchema, after: clauseViewSchema }))
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
    clauses: z.array(clauseViewSchema),
    report: z.object({ emails: z.array(z.string()), other: z.array(z.string()) }),
    limits: z.record(z.string(), z.number()),
    changes: guidelinesChangesSchema.optional().describe('Of a draft and a version in shadow: what it changes'),
    tuningLeftOut: z
      .array(z.string())
      .optional()
      .describe('JSON Pointers of settings of the live version that fit no clause of this text'),
  })
  .meta({ id: 'Guidelines' });
export type GuidelinesView = z.infer<typeof guidelinesViewSchema>;
type ClauseView = z.infer<typeof clauseViewSchema>;
type Changes = z.infer<typeof guidelinesChangesSchema>;

export const versionViewSchema = z.object(versionShape).meta({ id: 'GuidelinesVersion' });

/** A version as it is kept. */
export interface GuidelinesVersion {
  version: number;
  state: GuidelinesState;
  createdAt: Date;
  publishedAt: Date | null;
  policy: Policy;
}

/** What `policy` adds, removes and changes against the live version, clause by clause. */
export function guidelinesChanges(policy: Policy, live: Pick<GuidelinesVersion, 'version' | 'policy'> | null): Changes {
  const before = live?.policy ?? noPolicy;
  const { added, removed, changed } = diffClauses(before, policy);
  const of = (whole: Policy) => {
    const clauses = new Map(compiledJson(whole).clauses.map((clause) => [clause.id, clause]));
    return ({ id }: { id: string }) => clauses.get(id) as ClauseView;
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
  { version, state, createdAt, publishedAt, policy }: GuidelinesVersion,
  live: GuidelinesVersion | null,
): GuidelinesView {
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
    ...((state === 'draft' || state === 'shadow') && { changes: guidelinesChanges(policy, live) }),
  };
}
