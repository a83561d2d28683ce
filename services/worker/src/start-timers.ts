import { retentionMonths } from '@moderato/config';
import { indexCommentWords } from '@moderato/database';
import { startWakingLoop, type WakingLoop } from '@moderato/runtime';
import type { WorkerConfig } from './config.js';
import { decideAgain, type RedecideDeps } from './jobs/decide-again.js';
import { keepRetention } from './jobs/keep-retention.js';
import { maintainTables } from './jobs/maintain-tables.js';
import { sweepBacktests } from './jobs/sweep-backtests.js';
import { sweepLostJobs } from './jobs/sweep-lost-jobs.js';

const hourMs = 3_600_000;
/** Longer than a page takes, however slow the machine. */
const backtestRestsMs = 30_000;
const retentionEveryMs = 6 * hourMs;
const wordsEveryMs = 2_000;
/** Some 0.1 s of one of Postgres' processes: a backlog is worked off without anybody waiting for it. */
const wordsAtOnce = 1_000;

/** Starts what runs by the clock rather than by the queue. Returns how to stop it. */
export function startTimers(deps: RedecideDeps, config: WorkerConfig): () => Promise<void> {
  const { clock, log } = deps;
  const lostAfterMs = config.WORKER_LOST_AFTER_MS;
  const retention = { databaseUrl: config.DATABASE_URL, months: retentionMonths(config), clock, log };
  const again = decideAgain(deps);
  const timers: [ms: number, failed: string, task: () => Promise<unknown>][] = [
    [lostAfterMs, 'sweep.failed', () => sweepLostJobs({ ...deps, lostAfterMs })],
    [lostAfterMs, 'sweep.failed', () => sweepBacktests({ ...deps, restedMs: backtestRestsMs })],
    [wordsEveryMs, 'words.failed', () => indexCommentWords(deps.database, wordsAtOnce)],
    [hourMs, 'maintenance.failed', () => maintainTables(deps)],
    [retentionEveryMs, 'retention.failed', keepRetention(retention)],
  ];
  const start = (ms: number, event: string, task: () => Promise<unknown>) =>
    startWakingLoop(ms, task, (err) => log.warn({ event, err }));
  const loops = timers.map((timer) => start(...timer));
  const redeciding: WakingLoop = start(config.WORKER_REDECIDE_MS, 'redeciding.failed', async () => {
    if (await again()) redeciding.wake();
  });
  return async () => {
    await Promise.all([...loops, redeciding].map((loop) => loop.stop()));
  };
}
