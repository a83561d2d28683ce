import { parentPort, workerData } from 'node:worker_threads';
import type { Policy } from '@moderato/domain';
import { createJudge } from '@moderato/engine';
import { decideLines } from './decide-lines.js';
import type { Line } from './lines.js';

// A thread of `moderato moderate --jobs`: chunks in, their output lines out.
const policy = workerData as Policy;
// Each decision names the fault: a thread has nobody else to tell.
const moderate = createJudge(() => {});
parentPort?.on('message', (lines: Line[]) => parentPort?.postMessage(decideLines(lines, policy, moderate)));
