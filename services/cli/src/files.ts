import { readFile } from 'node:fs/promises';
import type { Policy } from '@moderato/domain';
import { compile, guidelinesProblems } from '@moderato/guidelines';
import { decodePage } from '@moderato/pages';
import { InputError, UsageError } from './io.js';

/** The policy of the guidelines in `path`. A file that is not there is misuse; one that holds no guidelines is bad input. */
export async function readGuidelines(path: string): Promise<Policy> {
  const source = decodeText(path, await readBytes(path));
  const [problem] = guidelinesProblems(source);
  if (problem) throw new InputError(`${path}: ${problem.detail}`);
  return compile(source);
}

export async function readBytes(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (cause) {
    throw unreadable(path, cause);
  }
}

const reasons: Record<string, string> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a folder',
  EACCES: 'it may not be read',
};

export function unreadable(path: string, cause: unknown): UsageError {
  const { code = '', message } = cause as NodeJS.ErrnoException;
  return new UsageError(`cannot read ${path}: ${reasons[code] ?? message}`, { cause });
}

/** The text of `bytes`: in `charset`, else as a byte order mark or the page itself says, else UTF-8. */
export function decodeText(path: string, bytes: Uint8Array, charset?: string): string {
  try {
    return decodePage(bytes, { charset });
  } catch (cause) {
    throw new InputError(`${path}: ${(cause as Error).message}`, { cause });
  }
}

/** What the JSON file at `path` holds. */
export async function readJson(path: string): Promise<unknown> {
  const text = decodeText(path, await readBytes(path));
  try {
    return JSON.parse(text);
  } catch {
    throw new InputError(`${path}: not valid JSON`);
  }
}
