import { AppError, type Policy, tuningSchema } from '@moderato/domain';
import { tuned, tuningProblems } from '@moderato/guidelines';
import { decodeText, readBytes } from './files.js';
import { InputError } from './io.js';

/** `policy` as the settings in the JSON file at `path` tune it: the `tuning` of PUT /v1/guidelines. */
export async function tunedByFile(policy: Policy, path: string): Promise<Policy> {
  const input = parsed(path, decodeText(path, await readBytes(path)));
  const { data, error } = tuningSchema.safeParse(input);
  const errors = error
    ? error.issues.map(({ path: at, code, message }) => ({ pointer: `/tuning/${at.join('/')}`, code, detail: message }))
    : tuningProblems(policy, data);
  if (errors.length > 0)
    throw new AppError('validation', { detail: `${path}: these settings cannot be used.`, errors });
  return data ? tuned(policy, data) : policy;
}

function parsed(path: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new InputError(`${path}: not valid JSON`);
  }
}
