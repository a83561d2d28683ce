import { AppError, type Policy, tuningSchema } from '@moderato/domain';
import { tuned, tuningProblems } from '@moderato/guidelines';
import { readJson } from './files.js';

/** `policy` as the settings in the JSON file at `path` tune it: the `tuning` of PUT /v1/guidelines. */
export async function tunedByFile(policy: Policy, path: string): Promise<Policy> {
  const input = await readJson(path);
  const { data, error } = tuningSchema.safeParse(input);
  const errors = error
    ? error.issues.map(({ path: at, code, message }) => ({ pointer: `/tuning/${at.join('/')}`, code, detail: message }))
    : tuningProblems(policy, data);
  if (errors.length > 0)
    throw new AppError('validation', { detail: `${path}: these settings cannot be used.`, errors });
  return data ? tuned(policy, data) : policy;
}
