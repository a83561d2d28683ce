import { countHeldDegraded, type Database, failBacktest, MasterKeys } from '@moderato/database';
import { createJudge } from '@moderato/engine';
import { healthApp, healthRoutes, type Service } from '@moderato/http';
import type { Payload, RunningWork } from '@moderato/queues';
import { openRuntime, type RuntimeOverrides, serviceOf } from '@moderato/runtime';
import { JudgeThreads } from './aside/judge-threads.js';
import { inProcessJudge } from './aside/side-judge.js';
import type { WorkerConfig } from './config.js';
import type { Moderate } from './decide-revision.js';
import { type EngineHealth, probeEngine } from './engine-health.js';
import { decideComments } from './jobs/decide-comments.js';
import { runBacktest } from './jobs/run-backtest.js';
import { LivePolicies } from './live-policies.js';
import { ShadowComparer } from './shadow/shadow-comparer.js';
import { startTimers } from './start-timers.js';
import { contextTeller } from './tell-context.js';
import { createWorkerMetrics } from './worker-metrics.js';

export interface WorkerOverrides extends RuntimeOverrides {
  moderate?: Moderate;
  /** Default: asks the engine to judge a harmless sentence. */
  engineHealth?: () => EngineHealth;
}

/** Builds the deciding process. `start` rejects when Postgres or the queue cannot be reached. */
export async function createWorker(config: WorkerConfig, overrides: WorkerOverrides = {}): Promise<Service> {
  const runtime = openRuntime('worker', config, overrides);
  const { clock, log, database, queues, bell, registry } = runtime;
  const metrics = createWorkerMetrics(registry, { database, queues, clock });
  const judge = overrides.moderate ?? createJudge((err) => log.error({ event: 'model.unreadable', err }));
  const engineHealth = overrides.engineHealth ?? probeEngine(judge);
  const health = healthRoutes({
    checks: {
      database: { critical: true, run: () => database.check() },
      queue: { critical: true, run: () => queues.check() },
      // Degraded, not down: what cannot be judged in full is held for a person, and decided again later.
      engine: { critical: false, run: () => checkEngine(database, engineHealth()) },
    },
    details: () => ({ queue: queues.backend, model: null }),
    registry,
  });
  const policies = new LivePolicies(database);
  const aside = overrides.moderate
    ? inProcessJudge(overrides.moderate)
    : new JudgeThreads({ size: config.WORKER_SIDE_THREADS });
  const shadow = new ShadowComparer({ database, judge: aside, clock, log });
  const tellContext = contextTeller(new MasterKeys(config.MODERATO_MASTER_KEY), log);
  const deps = {
    database,
    queues,
    bell,
    policies,
    moderate: judge,
    tellContext,
    engineHealth,
    clock,
    log,
    metrics,
    shadow,
  };
  const stopping = new AbortController();
  const work: RunningWork[] = [];
  let stopTimers = async () => {};
  const giveUpBacktest = ({ siteId, backtestId }: Payload<'backtest'>, err: Error): void => {
    log.error({ event: 'job.given_up', siteId, backtestId, err });
    const why =
      'It failed again and again; the log of the worker says why. What it counted is exact as far as it came.';
    const at = clock.now();
    database
      .withSite(siteId, (tx) => failBacktest(tx, siteId, backtestId, why, at))
      .catch((error: Error) => log.warn({ event: 'backtest.not_ended', siteId, backtestId, err: error }));
  };

  return serviceOf(runtime, config, {
    app: healthApp(health, log),
    health,
    async start() {
      const deciding = await queues.work('decide-comments', decideComments(deps), {
        concurrency: config.WORKER_CONCURRENCY,
        onFailed: ({ siteId, flushIds }, err) => log.error({ event: 'job.given_up', siteId, flushIds, err }),
      });
      const backtesting = runBacktest({ database, judge: aside, tellContext, clock, log, stopping: stopping.signal });
      work.push(deciding, await queues.work('backtest', backtesting, { concurrency: 1, onFailed: giveUpBacktest }));
      stopTimers = startTimers(deps, config);
    },
    async stop() {
      stopping.abort();
      await stopTimers();
      await Promise.all(work.map((one) => one.close()));
      await shadow.idle();
      await aside.close();
    },
  });
}

/** A warning where comments cannot be judged in full, or stand decided from when they could not. */
async function checkEngine(
  database: Database,
  { state, reasons }: EngineHealth,
): Promise<{ status: 'warn'; note: string } | undefined> {
  const held = await countHeldDegraded(database);
  if (state === 'ok' && held === 0) return undefined;
  const why = state === 'ok' ? 'recovering' : `degraded: ${reasons.join(', ')}`;
  return { status: 'warn', note: `${why}; ${held} held to be decided again` };
}
