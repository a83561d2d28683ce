import { type CivilityModel, loadCivilityModel } from '@moderato/civility';
import type { Judgement, Policy, Submission } from '@moderato/domain';
import { moderate } from './moderate.js';

export type Judge = (submission: Submission, policy: Policy) => Judgement;

/**
 * The judge with the model that ships. Where that cannot be read, `onFault` hears why and every comment is held for a
 * person (promise 2), until the process is started with its model in place.
 */
export function createJudge(onFault: (error: Error) => void): Judge {
  const model = modelOrNull(onFault);
  return (submission, policy) => moderate(submission, policy, model);
}

function modelOrNull(onFault: (error: Error) => void): CivilityModel | null {
  try {
    return loadCivilityModel();
  } catch (error) {
    onFault(error as Error);
    return null;
  }
}
