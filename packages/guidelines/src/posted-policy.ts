import type { FieldProblem, Policy, Tuning } from '@moderato/domain';
import { compile } from './compile.js';
import { carryTuning } from './tuning/carry-tuning.js';
import { tuned } from './tuning/tuned.js';
import { tuningProblems } from './tuning/tuning-problems.js';

export interface PostedGuidelines {
  /** Plain text, Markdown or HTML. */
  text: string;
  /** Left out: the settings of the live version go on, as far as they fit. */
  tuning?: Tuning | undefined;
}

export interface PostedPolicy {
  /** Without the tuning where that does not fit. */
  policy: Policy;
  /** JSON Pointers of settings of the live version that fit no clause of this text. */
  leftOut: string[];
  /** Of the tuning; pointers start at `/tuning`. */
  problems: FieldProblem[];
}

/** What `posted` compiles to as version `version` of a site's guidelines. What is wrong with the text itself is for `guidelinesProblems`. */
export function postedPolicy({ text, tuning }: PostedGuidelines, version: number, live: Policy | null): PostedPolicy {
  const compiled = compile(text, { version });
  const carried = tuning || !live ? { tuning: tuning ?? {}, leftOut: [] } : carryTuning(live, compiled);
  const problems = tuningProblems(compiled, carried.tuning);
  const policy = problems.length > 0 ? compiled : tuned(compiled, carried.tuning);
  return { policy, leftOut: carried.leftOut, problems };
}
