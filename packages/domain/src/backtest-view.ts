import { z } from 'zod';
import { type BacktestTally, backtestStates, backtestTallySchema } from './backtest.js';

const { compared, skipped, failed, flips, overModerators } = backtestTallySchema.shape;

export const backtestViewSchema = z
  .object({
    id: z.string(),
    version: z.int(),
    state: z.enum(backtestStates),
    over: z.object({ since: z.iso.datetime(), until: z.iso.datetime(), limit: z.int() }),
    done: z.int(),
    total: z.int().nullable().describe('Null until they are counted'),
    compared,
    skipped,
    failed,
    flips,
    overModerators,
    byClause: z
      .array(
        z.object({
          text: z.string().describe('Words of the clause'),
          stricter: z.int().describe('Decisions that would get stricter, resting on it'),
          laxer: z.int().describe('Decisions that rest on it today and would get laxer'),
        }),
      )
      .describe('What most changes come from, first'),
    samples: z
      .record(z.string(), z.array(z.object({ commentId: z.string() })))
      .describe('The newest comments of each flip, at most 20; by id, for texts are for moderators'),
    failure: z.string().optional(),
    createdAt: z.iso.datetime(),
    finishedAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'Backtest' });

export type BacktestView = z.infer<typeof backtestViewSchema>;

/** A backtest as it is kept. */
export interface BacktestRun {
  id: string;
  version: number;
  /** Comments that came from `since` on and before `until`; of them the newest, `most` of them. */
  since: Date;
  until: Date;
  most: number;
  state: (typeof backtestStates)[number];
  done: number;
  /** Null until they are counted. */
  total: number | null;
  tally: BacktestTally;
  failure: string | null;
  createdAt: Date;
  finishedAt: Date | null;
}

export function backtestView({
  id,
  version,
  state,
  since,
  until,
  most,
  done,
  total,
  tally,
  failure,
  createdAt,
  finishedAt,
}: BacktestRun): BacktestView {
  const { byClause, samples, ...counts } = tally;
  const clauses = Object.entries(byClause).map(([text, changes]) => ({ text, ...changes }));
  const sampled = Object.entries(samples).map(([flip, ids]) => [flip, ids.map((commentId) => ({ commentId }))]);
  return {
    id,
    version,
    state,
    over: { since: since.toISOString(), until: until.toISOString(), limit: most },
    done,
    total,
    ...counts,
    byClause: clauses.toSorted((a, b) => b.stricter + b.laxer - a.stricter - a.laxer),
    samples: Object.fromEntries(sampled),
    ...(failure !== null && { failure }),
    createdAt: createdAt.toISOString(),
    finishedAt: finishedAt?.toISOString() ?? null,
  };
}
