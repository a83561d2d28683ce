import { parentPort, workerData } from 'node:worker_threads';
import { createJudge } from '@moderato/engine';
import { type ComparedPolicies, compareLines } from './compare-lines.js';
import type { Line } from './lines.js';

// A thread of `moderato guidelines diff --comments`: chunks of lines in, what changes in them out.
const policies = workerData as ComparedPolicies;
const judge = createJudge(() => {});
parentPort?.on('message', (lines: Line[]) => parentPort?.postMessage(compareLines(lines, policies, judge)));
