import { z } from 'zod';
import { type Outcome, outcomes } from './decision.js';

export const backtestStates = ['queued', 'running', 'done', 'failed'] as const;

/** From one outcome to another, e.g. `approve→reject`. */
export type Flip = `${Outcome}→${Outcome}`;
export const flipOf = (from: Outcome, to: Outcome): Flip => `${from}→${to}`;

const counts = z.record(z.string(), z.int());

/** What a backtest has counted so far. */
export const backtestTallySchema = z.object({
  compared: z.int().describe('Comments decided under the version and compared with their standing decision'),
  skipped: z.int().describe('Comments without text or decision'),
  failed: z.int().describe('Comments on which the engine failed; they count as held'),
  flips: counts.describe('Decisions that would change, e.g. `approve→reject`'),
  overModerators: counts.describe('Those of the flips whose standing decision is a moderator’s'),
  byClause: z.record(z.string(), z.object({ stricter: z.int(), laxer: z.int() })),
  samples: z.record(z.string(), z.array(z.string())).describe('Ids of the newest comments of each flip, at most 20'),
});
export type BacktestTally = z.infer<typeof backtestTallySchema>;

export const emptyTally = (): BacktestTally => ({
  compared: 0,
  skipped: 0,
  failed: 0,
  flips: {},
  overModerators: {},
  byClause: {},
  samples: {},
});

/** One comment decided anew beside its standing decision. */
export interface Comparison {
  id: string;
  from: Outcome;
  to: Outcome;
  /** The standing decision is a moderator's. */
  byModerator: boolean;
  failed: boolean;
  /** Words of the clauses that the stricter of both decisions cites. */
  clauses: string[];
}

const samplesPerFlip = 20;
/** More clauses than any guidelines have. */
const mostClauses = 1_000;

const strictness = (outcome: Outcome): number => outcomes.indexOf(outcome);
export const isStricter = (outcome: Outcome, than: Outcome): boolean => strictness(outcome) > strictness(than);

/** Counts one comparison into `tally`. */
export function tallyComparison(
  tally: BacktestTally,
  { id, from, to, byModerator, failed, clauses }: Comparison,
): void {
  tally.compared++;
  if (failed) tally.failed++;
  if (from === to) return;
  const flip = flipOf(from, to);
  tally.flips[flip] = (tally.flips[flip] ?? 0) + 1;
  if (byModerator) tally.overModerators[flip] = (tally.overModerators[flip] ?? 0) + 1;
  tally.samples[flip] ??= [];
  if (tally.samples[flip].length < samplesPerFlip) tally.samples[flip].push(id);
  const side = isStricter(to, from) ? 'stricter' : 'laxer';
  for (const words of new Set(clauses)) {
    if (!(words in tally.byClause) && Object.keys(tally.byClause).length >= mostClauses) continue;
    tally.byClause[words] ??= { stricter: 0, laxer: 0 };
    tally.byClause[words][side]++;
  }
}
