import { fork } from 'node:child_process';
import { once } from 'node:events';
import { cpus } from 'node:os';
import { join } from 'node:path';
import type pg from 'pg';
import { type ChildService, residentMegabytes, startService, stopChild } from './child-service.js';
import { engineAlone } from './engine-alone.js';
import { type LoadResult, sendLoad } from './http-load.js';
import { madeUpSubmission } from './made-up-comments.js';
import { measurePerspective } from './perspective.js';
import { drainRate, type Waited, waitedSince } from './pipeline.js';
import { plainInsert } from './plain-insert.js';

export interface BenchSetup {
  queue: 'redis' | 'postgres';
  env: Record<string, string>;
  apiKey: string;
  guidelines: string;
  /** As the tables' owner. */
  owner: pg.ClientBase;
  portBase: number;
  seconds: number;
  progress: (step: string) => void;
}

export interface BenchResult {
  node: string;
  cores: number;
  queue: 'redis' | 'postgres';
  bareEcho: LoadResult;
  singleIntake: LoadResult;
  batchIntake: LoadResult & { commentsPerSecond: number };
  perspective: LoadResult;
  plainInsertPerSecond: number;
  engineAlonePerSecond: number;
  pipelinePerSecond: number;
  atHalfRate: Waited & { commentsPerSecond: number; residentMb: Record<string, number | null> };
  ratios: { singleToEcho: number; batchToPlainInsert: number; pipelineToSlower: number };
}

const connections = 64;
const batchSize = 100;
const drainWithinMs = 180_000;
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
  let worker: ChildService | undefined;
  try {
    progress('durable single intake, 64 connections');
    const singleIntake = await measureSingles(intake, setup, seconds);
    progress('batch intake');
    const batchIntake = await measureBatches(intake, setup);
    progress('perspective, one comment a request');
    const perspective = await measurePerspective(intake.url, setup);
    progress('pipeline: deciding what waits');
    worker = await startService('worker', portBase + 1, env);
    const pipelinePerSecond = await drainRate(owner, drainWithinMs);
    progress('half of the top rate');
    const top = Math.min(singleIntake.requestsPerSecond, pipelinePerSecond);
    const atHalfRate = await measureHalfRate({ intake, worker }, setup, Math.floor(top / 2));
    const slower = Math.min(plainInsertPerSecond, engineAlonePerSecond);
    return {
      node: process.version,
      cores: cpus().length,
      queue: setup.queue,
      bareEcho,
      singleIntake,
      batchIntake,
      perspective,
      plainInsertPerSecond,
      engineAlonePerSecond,
      pipelinePerSecond,
      atHalfRate,
      ratios: {
        singleToEcho: ratio(singleIntake.requestsPerSecond, bareEcho.requestsPerSecond),
        batchToPlainInsert: ratio(batchIntake.commentsPerSecond, plainInsertPerSecond),
        pipelineToSlower: ratio(pipelinePerSecond, slower),
      },
    };
  } finally {
    await worker?.stop();
    await intake.stop();
  }
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
  await sendLoad({ ...load, body: single('warm'), seconds: 1 });
  return sendLoad({ ...load, body: single('single'), seconds });
}

async function measureBatches(intake: ChildService, setup: BenchSetup): Promise<BenchResult['batchIntake']> {
  const body = (n: number) =>
    JSON.stringify(
      Array.from({ length: batchSize }, (_, i) => madeUpSubmission(n * batchSize + i, `batch-${n}-${i}-[<id>]`)),
    );
  const load = {
    url: `${intake.url}/v1/comments/batch`,
    headers: keyed(setup),
    connections: 8,
    seconds: setup.seconds,
  };
  const result = await sendLoad({ ...load, body });
  return { ...result, commentsPerSecond: result.requestsPerSecond * batchSize };
}

async function measureHalfRate(
  { intake, worker }: { intake: ChildService; worker: ChildService },
  setup: BenchSetup,
  rate: number,
): Promise<BenchResult['atHalfRate']> {
  const since = new Date();
  const load = { url: `${intake.url}/v1/comments`, headers: keyed(setup), connections, seconds: setup.seconds, rate };
  const { requestsPerSecond } = await sendLoad({ ...load, body: single('half') });
  const residentMb = { intake: residentMegabytes(intake.pid), worker: residentMegabytes(worker.pid) };
  await drainRate(setup.owner, drainWithinMs);
  return { ...(await waitedSince(setup.owner, since)), commentsPerSecond: requestsPerSecond, residentMb };
}
