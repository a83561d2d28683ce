import { madeBy } from '@moderato/database';
import { type Judgement, noPolicy, type Policy, passingReasons, type Submission } from '@moderato/domain';
import { heldJudgement, type Moderate } from './decide-revision.js';

/** Whether comments can be judged in full just now; `reasons` are those that a decision would be given as `degraded`. */
export interface EngineHealth {
  state: 'ok' | 'degraded';
  reasons: string[];
}

const probe: Submission = {
  body: 'The council met on Tuesday and voted on the new bridge.',
  story: { id: 'probe', url: 'https://probe.invalid/', people: [] },
};
function judgeProbe(moderate: Moderate, policy: Policy): Judgement {
  try {
    return moderate(probe, policy);
  } catch {
    return heldJudgement(policy, 'engine_failed');
  }
}

/** Judges a harmless sentence: an engine that throws, or lacks its model, says so as it would of any comment. */
export const probeEngine = (moderate: Moderate) => (): EngineHealth => {
  const reasons = passingReasons(judgeProbe(moderate, noPolicy).degraded);
  return { state: reasons.length === 0 ? 'ok' : 'degraded', reasons };
};

/** What would decide a comment of a site with `policy` now: engine, model and guidelines. */
export const versionsNow = (moderate: Moderate, policy: Policy): string => madeBy(judgeProbe(moderate, policy));
