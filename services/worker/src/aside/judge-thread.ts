import { parentPort } from 'node:worker_threads';
import type { Policy, Submission } from '@moderato/domain';
import { createJudge } from '@moderato/engine';
import { judgeAside } from './side-judge.js';

export interface Asked {
  policy: Policy;
  submissions: Submission[];
}

// A thread that judges: a policy and comments in, judgements out. The main thread hears of a missing model itself.
const moderate = createJudge(() => {});
let latest: Policy | undefined;

parentPort?.on('message', ({ policy, submissions }: Asked) => {
  // The same object again, for the engine keeps what it made ready of a policy.
  if (latest?.hash !== policy.hash || latest.version !== policy.version) latest = policy;
  const current = latest;
  parentPort?.postMessage(submissions.map((submission) => judgeAside(moderate, submission, current)));
});
