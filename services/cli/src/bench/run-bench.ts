import { fork } from 'node:child_process';
import { once } from 'node:events';
import { cpus } from 'node:os';
import { join } from 'node:path';
import type pg from 'pg';
import { type BenchResult, meaning } from './bench-result.js';
import { type ChildService, residentMegabytes, startService, stopChild } from './child-service.js';
import { engineAlone } from './engine-alone.js';
import { type LoadResult, sendLoad } from './http-load.js';
import { madeUpSubmission } from './made-up-comments.js';
import { measurePerspective } from './perspective.js';
import { drainRate, untilDecided, waitedSince } from './pipeline.js';
import { plainInsert } from './plain-insert.js';
import { sendSteadily } from './steady-load.js';

export interface BenchSetup {
  queue: 'redis' | 'postgres';
  env: Record<string, string>;
  apiKey: string;
  guidelines: string;
  /** As the tables' owner. */
  owner: pg.ClientBase;
  portBase: number;
  workers: number;
  seconds: number;
  progress: (step: string) => void;
}

const connections = 64;
const batchSize = 100;
const drainWithinMs = 180_000;
const warmSeconds = 3;
const ratio = (a: number, b: number): number => Math.round((a / b) * 100) / 100;

/** All figures of one run on one machine, so that their ratios mean something where the machine's speed does not. */
export async function runBench(setup: BenchSetup): Promise<BenchResult> {
  const { env, owner, portBase, seconds, progress } = setup;
  progress('bare Express echo');
  const bareEcho = await measureEcho(seconds);
  progress('plain multi-row insert');
  const plainInsertPerSecond = await plainInsert(owner, seconds);
  progress('engine alone');
  const engineAlonePerSecond = engineAlone(setup.guidelines, seconds / 2);
  const intake = await startService('intake', portBase, env);
  const workers: ChildService[] = [];
  try {
    for (let n = 1; n <= setup.workers; n++) workers.push(await startService('worker', portBase + n, env));
    const services = { intake, workers };
    progress('warming intake and workers');
    await warm(services, setup);
    progress('durable single intake, 64 connections; then deciding what it left');
    const singles = await holding(workers, setup, () => measureSingles(intake, setup, seconds));
    progress('batch intake; then deciding what it left');
    const batches = await holding(workers, setup, () => measureBatches(intake, setup, seconds));
    progress('perspective, one comment a request');
    const perspective = await measurePerspective(intake.url, setup);
    progress('half of the top rate');
    const pipelinePerSecond = Math.min(singles.drainedPerSecond, batches.drainedPerSecond);
    const top = Math.min(singles.result.requestsPerSecond, pipelinePerSecond);
    const atHalfRate = await measureHalfRate(services, setup, Math.floor(top / 2));
    const slower = Math.min(plainInsertPerSecond, engineAlonePerSecond);
    return {
      node: process.version,
      cores: cpus().length,
      queue: setup.queue,
      workers: setup.workers,
      bareEcho,
      singleIntake: singles.result,
      batchIntake: batches.result,
      perspective,
      plainInsertPerSecond,
      engineAlonePerSecond,
      pipeline: {
        afterSinglesPerSecond: singles.drainedPerSecond,
        afterBatchesPerSecond: batches.drainedPerSecond,
      },
      atHalfRate,
      ratios: {
        singleToEcho: ratio(singles.result.requestsPerSecond, bareEcho.requestsPerSecond),
        batchToPlainInsert: ratio(batches.result.commentsPerSecond, plainInsertPerSecond),
        pipelineToSlower: ratio(pipelinePerSecond, slower),
      },
      meaning,
    };
  } finally {
    await Promise.all(workers.map((worker) => worker.stop()));
    await intake.stop();
  }
}

/** Runs `load` while the workers stand still, so that intake is measured alone; then lets them work off what came. */
async function holding<T>(
  workers: ChildService[],
  { owner }: BenchSetup,
  load: () => Promise<T>,
): Promise<{ result: T; drainedPerSecond: number }> {
  for (const { pid } of workers) process.kill(pid, 'SIGSTOP');
  let result: T;
  try {
    result = await load();
  } finally {
    for (const { pid } of workers) process.kill(pid, 'SIGCONT');
  }
  return { result, drainedPerSecond: await drainRate(owner, new Date(), drainWithinMs) };
}

const single = (label: string) => (n: number) => JSON.stringify(madeUpSubmission(n, `${label}-${n}-[<id>]`));

async function measureEcho(seconds: number): Promise<LoadResult> {
  const child = fork(join(import.meta.dirname, 'echo-server.js'), { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  try {
    const [{ port }] = (await once(child, 'message')) as [{ port: number }];
    const load = { url: `http://127.0.0.1:${port}/`, connections, body: single('echo') };
    await sendLoad({ ...load, seconds: 1 });
    return await sendLoad({ ...load, seconds });
  } finally {
    await stopChild(child);
  }
}

const keyed = ({ apiKey }: BenchSetup) => ({ authorization: `Bearer ${apiKey}` });

async function measureSingles(intake: ChildService, setup: BenchSetup, seconds: number): Promise<LoadResult> {
  const load = { url: `${intake.url}/v1/comments`, headers: keyed(setup), connections };
  return sendLoad({ ...load, body: single('single'), seconds });
}

/** Until the code that both services run is compiled, and what they remember is there. */
async function warm({ intake }: { intake: ChildService }, setup: BenchSetup): Promise<void> {
  const load = { url: `${intake.url}/v1/comments`, headers: keyed(setup), connections };
  await sendLoad({ ...load, body: single('warm'), seconds: warmSeconds });
  await measureBatches(intake, setup, warmSeconds);
  await untilDecided(setup.owner, drainWithinMs);
}

async function measureBatches(
  intake: ChildService,
  setup: BenchSetup,
  seconds: number,
): Promise<BenchResult['batchIntake']> {
  const body = (n: number) =>
    JSON.stringify(
      Array.from({ length: batchSize }, (_, i) => madeUpSubmission(n * batchSize + i, `batch-${n}-${i}-[<id>]`)),
    );
  const load = {
    url: `${intake.url}/v1/comments/batch`,
    headers: keyed(setup),
    connections: 8,
    seconds,
  };
  const result = await sendLoad({ ...load, body });
  return { ...result, commentsPerSecond: result.requestsPerSecond * batchSize };
}

/** Resident memory in MB of the one that has most; null where the system does not tell. */
function largest(services: ChildService[]): number | null {
  const known = services.flatMap(({ pid }) => residentMegabytes(pid) ?? []);
  return known.length > 0 ? Math.max(...known) : null;
}

async function measureHalfRate(
  { intake, workers }: { intake: ChildService; workers: ChildService[] },
  setup: BenchSetup,
  rate: number,
): Promise<BenchResult['atHalfRate']> {
  const since = new Date();
  const load = { url: `${intake.url}/v1/comments`, headers: keyed(setup), connections, seconds: setup.seconds, rate };
  const { requestsPerSecond } = await sendSteadily({ ...load, body: single('half') });
  const residentMb = { intake: residentMegabytes(intake.pid), worker: largest(workers) };
  await untilDecided(setup.owner, drainWithinMs);
  return { ...(await waitedSince(setup.owner, since)), commentsPerSecond: requestsPerSecond, residentMb };
}
