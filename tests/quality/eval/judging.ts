import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Judgement, Submission } from '@moderato/domain';
import { createJudge, moderateByRules } from '@moderato/engine';
import { compile } from '@moderato/guidelines';

export const guidelinesFile = join(__dirname, '../../../services/cli/fixtures/hawaii-warrior-world/guidelines.txt');

/** The whole engine and the rules alone under posted guidelines at default thresholds. */
export interface Judging {
  full(submission: Submission): Judgement;
  byRules(submission: Submission): Judgement;
}

export class ModelMissingError extends Error {
  override name = 'ModelMissingError';
}

/** Throws where there is no model: without it every comment is held, and nothing can be measured. */
export function createJudging(): Judging {
  const policy = compile(readFileSync(guidelinesFile, 'utf8'));
  const judge = createJudge((error) => {
    throw new ModelMissingError(`packages/civility/model/civility-1.bin cannot be read: ${error.message}`);
  });
  return {
    full: (submission) => judge(submission, policy),
    byRules: (submission) => moderateByRules(submission, policy),
  };
}
