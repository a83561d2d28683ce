import { RequestFailed } from '../api/request.js';

const fieldOf = (pointer: string | undefined): string => pointer?.slice(1) ?? '';

/** What the server says of each field, by the field's name. */
export const fieldErrors = (error: unknown): Record<string, string> =>
  error instanceof RequestFailed
    ? Object.fromEntries((error.problem?.errors ?? []).map(({ pointer, detail }) => [fieldOf(pointer), detail]))
    : {};

const waitWords = (error: RequestFailed): string =>
  error.status === 429 ? 'That was tried too often. Wait a quarter of an hour, or sign in by a link.' : error.message;

/** What belongs to none of the form's fields; null where all does. */
export function formError(error: unknown, fields: string[]): string | null {
  if (!error) return null;
  if (!(error instanceof RequestFailed)) return error instanceof Error ? error.message : 'It did not work.';
  const errors = error.problem?.errors ?? [];
  if (errors.length === 0) return waitWords(error);
  const rest = errors.filter(({ pointer }) => !fields.includes(fieldOf(pointer))).map(({ detail }) => detail);
  return rest.length > 0 ? rest.join(' ') : null;
}
