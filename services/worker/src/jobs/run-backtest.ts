import {
  type Backtest,
  type Database,
  findGuidelines,
  listCitedClauses,
  listPastComments,
  nameAuthors,
  type PastComment,
  type Queryable,
  saveBacktestStep,
  startBacktest,
} from '@moderato/database';
import { type Clock, type Comparison, isStricter, type Policy, tallyComparison } from '@moderato/domain';
import type { Logger } from '@moderato/observability';
import type { Payload } from '@moderato/queues';
import type { SideJudge, SideJudgement } from '../aside/side-judge.js';
import type { TellContext } from '../tell-context.js';

export interface BacktestDeps {
  database: Database;
  judge: SideJudge;
  tellContext: TellContext;
  clock: Clock;
  log: Logger;
  /** Aborted where the process stops: the backtest rests, and goes on elsewhere. */
  stopping: AbortSignal;
  /** Comments a page: what is in memory at once, and what is done again after a kill. */
  pageSize?: number;
}

interface Run extends Backtest {
  siteId: string;
  policy: Policy;
}

/**
 * Runs a version over past comments, page by page; each page is counted in the transaction that moves the cursor, so
 * that a run that is killed goes on with exact totals, and of two runs of one backtest only one counts.
 */
export function runBacktest(deps: BacktestDeps): (job: Payload<'backtest'>) => Promise<void> {
  return async ({ siteId, backtestId }) => {
    const started = deps.clock.now();
    const run = await deps.database.withSite(siteId, (tx) => begin(tx, siteId, backtestId, started));
    if (!run) return;
    const before = run.done;
    const ended = await allPages(deps, run);
    const durationMs = deps.clock.now().getTime() - started.getTime();
    const { done, total } = run;
    deps.log.info({ event: 'backtest.left', siteId, backtestId, ended, done, total, now: done - before, durationMs });
  };
}

async function begin(tx: Queryable, siteId: string, id: string, at: Date): Promise<Run | null> {
  const backtest = await startBacktest(tx, siteId, id, at);
  const guidelines = backtest && (await findGuidelines(tx, siteId, backtest.version));
  return backtest && guidelines ? { ...backtest, siteId, policy: guidelines.policy } : null;
}

async function allPages(deps: BacktestDeps, run: Run): Promise<'done' | 'stopped' | 'overtaken'> {
  let next = readPage(deps, run, { cursor: run.cursor, done: run.done });
  for (;;) {
    const page = await next;
    const from = run.cursor;
    run.cursor = page.at(-1)?.commentId ?? from;
    run.done += page.length;
    const finished = page.length === 0 || run.done >= (run.total ?? 0);
    // Postgres reads the next page while this one is judged.
    next = finished ? Promise.resolve([]) : readPage(deps, run, run);
    next.catch(() => {});
    const judged = await judgePage(deps, run, page);
    const saved = await deps.database.withSite(run.siteId, async (tx) => {
      await countPage(tx, run, page, judged);
      return saveBacktestStep(tx, run.siteId, { ...run, from, finished }, deps.clock.now());
    });
    if (!saved) return 'overtaken';
    if (finished) return 'done';
    if (deps.stopping.aborted) return 'stopped';
  }
}

function readPage(
  { database, tellContext, pageSize = 512 }: BacktestDeps,
  { siteId, since, total, policy }: Run,
  { cursor, done }: { cursor: string; done: number },
): Promise<PastComment[]> {
  const limit = Math.min(pageSize, (total ?? 0) - done);
  if (limit <= 0) return Promise.resolve([]);
  return database.withSite(siteId, async (tx) => {
    const page = await listPastComments(tx, siteId, { since, cursor, limit });
    await nameAuthors(tx, siteId, policy, page);
    await tellContext(tx, siteId, [policy], page);
    return page;
  });
}

type Judged = Map<string, SideJudgement>;

async function judgePage({ judge }: BacktestDeps, { policy }: Run, page: PastComment[]): Promise<Judged> {
  const decided = page.filter(({ standing }) => standing);
  const judgements = await judge.judge(
    policy,
    decided.map(({ submission }) => submission),
  );
  return new Map(decided.map(({ commentId }, i) => [commentId, judgements[i] as SideJudgement]));
}

async function countPage(tx: Queryable, { siteId, tally }: Run, page: PastComment[], judged: Judged): Promise<void> {
  const comparisons: (Comparison & { decisionId: string | null })[] = [];
  for (const { commentId: id, standing } of page) {
    const judgement = judged.get(id);
    if (!standing || !judgement) {
      tally.skipped++;
      continue;
    }
    const { outcome: to, clauses, failed } = judgement;
    const { outcome: from, byModerator, decisionId } = standing;
    const words = clauses.map((clause) => clause.words);
    comparisons.push({ id, from, to, byModerator, failed, clauses: words, decisionId });
  }
  const laxer = comparisons.filter(({ from, to }) => isStricter(from, to));
  const ids = laxer.flatMap(({ decisionId }) => decisionId ?? []);
  const cited = await listCitedClauses(tx, siteId, ids);
  for (const comparison of laxer) comparison.clauses = cited.get(comparison.decisionId ?? '') ?? [];
  for (const comparison of comparisons) tallyComparison(tally, comparison);
}
