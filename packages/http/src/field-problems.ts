import type { FieldProblem } from '@moderato/domain';
import type { z } from 'zod';
import { validationError } from './problem.js';

type Issue = z.core.$ZodIssue;
type Place = 'body' | 'parameter';

/** RFC 6901. Long member names are cut: they are the caller's input. */
export function jsonPointer(path: readonly PropertyKey[]): string {
  return path.map((key) => `/${String(key).slice(0, 100).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  let value = input;
  for (const key of path) {
    if (value === null || typeof value !== 'object') return undefined;
    value = (value as Record<PropertyKey, unknown>)[key];
  }
  return value;
}

const expectations: Record<string, string> = {
  string: 'must be a string',
  number: 'must be a number',
  int: 'must be a whole number',
  boolean: 'must be true or false',
  array: 'must be a list',
  object: 'must be an object',
  record: 'must be an object',
};
const formats: Record<string, string> = {
  email: 'must be an e-mail address',
  url: 'must be an absolute URL',
  uuid: 'must be a UUID',
  datetime: 'must be an RFC 3339 time, for example 2026-01-15T10:20:30Z',
  ipv4: 'must be an IPv4 or IPv6 address',
  ipv6: 'must be an IPv4 or IPv6 address',
};
const unitOf: Record<string, string> = { string: ' characters', array: ' entries', set: ' entries' };

const bound = (issue: { origin: string }, word: string, limit: number | bigint): string =>
  issue.origin === 'string' && limit === 1 && word === 'least'
    ? 'must not be empty'
    : `must be at ${word} ${limit}${unitOf[issue.origin] ?? ''}`.replace(
        'be at',
        unitOf[issue.origin] ? 'have at' : 'be at',
      );

/** Code and words for one issue. Written here rather than taken from zod, so that no wording can ever quote input. */
function describe(issue: Issue): { code: string; detail: string } {
  switch (issue.code) {
    case 'invalid_type':
      return { code: 'invalid_type', detail: expectations[issue.expected] ?? 'has the wrong type' };
    case 'too_small':
      return issue.origin === 'string' && issue.minimum === 1
        ? { code: 'required', detail: 'must not be empty' }
        : { code: 'too_small', detail: bound(issue, 'least', issue.minimum) };
    case 'too_big':
      return { code: 'too_big', detail: bound(issue, 'most', issue.maximum) };
    case 'invalid_format':
      return { code: 'invalid_format', detail: formats[issue.format] ?? 'does not have the right form' };
    case 'invalid_value':
      return { code: 'invalid_value', detail: `must be ${issue.values.map((v) => JSON.stringify(v)).join(' or ')}` };
    case 'custom': {
      const code = typeof issue.params?.code === 'string' ? issue.params.code : 'invalid';
      return { code, detail: issue.message === 'Invalid input' ? 'is not valid' : issue.message };
    }
    default:
      return { code: 'invalid', detail: 'is not valid' };
  }
}

function problemsOf(issue: Issue, input: unknown, place: Place): FieldProblem[] {
  const at = (path: readonly PropertyKey[]) =>
    place === 'body' ? { pointer: jsonPointer(path) } : { parameter: path.map(String).join('.').slice(0, 100) };
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ ...at([...issue.path, key]), code: 'unknown', detail: 'is not known here' }));
  }
  if (valueAt(input, issue.path) === undefined && issue.code !== 'custom') {
    return [{ ...at(issue.path), code: 'required', detail: 'is required' }];
  }
  if (issue.code === 'invalid_union') {
    // The alternative that came furthest has the fewest complaints: its words help most.
    const best = issue.errors.toSorted((a, b) => a.length - b.length)[0]?.[0];
    if (best) return [{ ...at([...issue.path, ...best.path]), ...describe(best) }];
  }
  return [{ ...at(issue.path), ...describe(issue) }];
}

/** Every bad field at once, by JSON Pointer for a body and by name for parameters. Never holds a value of `input`. */
export function fieldProblems(error: z.core.$ZodError, input: unknown, place: Place = 'body'): FieldProblem[] {
  return error.issues.flatMap((issue) => problemsOf(issue, input, place));
}

/** `input` as the schema shapes it; throws AppError `validation` (422) with every bad field. */
export function parseBody<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  throw validationError(fieldProblems(result.error, input));
}

/** As `parseBody`, for a query string, path parameters or headers. */
export function parseParameters<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  throw validationError(fieldProblems(result.error, input, 'parameter'));
}
