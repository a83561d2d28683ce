import type { LoadResult } from './http-load.js';
import type { Waited } from './pipeline.js';

/** What one run measured; rates are per second. */
export interface BenchResult {
  node: string;
  cores: number;
  queue: 'redis' | 'postgres';
  workers: number;
  bareEcho: LoadResult;
  singleIntake: LoadResult;
  batchIntake: LoadResult & { commentsPerSecond: number };
  perspective: LoadResult;
  plainInsertPerSecond: number;
  engineAlonePerSecond: number;
  pipeline: { afterSinglesPerSecond: number; afterBatchesPerSecond: number };
  atHalfRate: Waited & { commentsPerSecond: number; residentMb: Record<string, number | null> };
  ratios: { singleToEcho: number; batchToPlainInsert: number; pipelineToSlower: number };
  /** What each of the figures is. */
  meaning: typeof meaning;
}

export const meaning = {
  bareEcho: 'a: Express 5 reads a submission as JSON and sends it back; 64 connections',
  singleIntake: 'b: POST /v1/comments, 202 once committed in Postgres, its job on the way; 64 connections, no worker',
  batchIntake: 'c: POST /v1/comments/batch with 100 comments each, committed likewise; 8 connections, no worker',
  perspective:
    'comments:analyze, one comment and one attribute a request; 8 connections, 200 requests a second, evenly spaced, each measured from when it was due',
  plainInsertPerSecond:
    'd: rows a second that one connection inserts into a plain table of the same Postgres, 200 a statement by unnest, each statement committed with the same synchronous_commit',
  engineAlonePerSecond: 'comments a second that one core decides, nothing stored',
  pipeline:
    'e: decisions a second, first to last, of the warm workers over what they had waiting after b (flushes of some ten comments) and after c (flushes of some hundred); nothing else runs',
  atHalfRate:
    'accepted to decided, and resident memory, at half of the slower of b and e, evenly spaced; everything runs; of the workers the largest',
  ratios: 'b/a; c/d; e, the slower of the two, against the slower of d and the engine alone',
};
