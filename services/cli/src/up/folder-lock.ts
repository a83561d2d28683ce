import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { commandLineOf, endProcess, isAlive } from '@moderato/embedded';
import { InputError } from '../io.js';

interface Holder {
  pid: number;
  /** Who started it, and who started that: when one of them is gone, nobody watches over it any more. */
  ancestors: number[];
}

const stopWithinMs = 30_000;

export interface FolderLock {
  /** Whether another process held it before: killed, or left behind by its parent and now stopped. */
  wasHeld: boolean;
  release(): Promise<void>;
}

/**
 * Makes this process the only one that runs over `folder`. One that runs there and was left behind by a killed parent
 * is stopped first; one that is in use is told by InputError.
 */
export async function lockFolder(folder: string, say: (line: string) => void): Promise<FolderLock> {
  const file = join(folder, 'up.lock');
  const own = `${file}.${randomBytes(6).toString('hex')}`;
  const text = JSON.stringify({ pid: process.pid, ancestors: ancestorsOf(process.pid) } satisfies Holder);
  await writeFile(own, text, { mode: 0o600 });
  let wasHeld = false;
  try {
    // A link is there whole or not at all: nobody sees a lock whose holder is not yet written.
    while (!(await linked(own, file))) {
      wasHeld = true;
      await clearAway(file, `${own}.old`, folder, say);
    }
  } finally {
    await rm(own, { force: true });
  }
  return { wasHeld, release: () => rm(file, { force: true }) };
}

async function linked(own: string, file: string): Promise<boolean> {
  try {
    await link(own, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

async function clearAway(file: string, aside: string, folder: string, say: (line: string) => void): Promise<void> {
  const seen = await readFile(file, 'utf8').catch(() => '');
  const holder = parse(seen);
  if (holder && holder.pid !== process.pid && isModerato(holder.pid)) {
    if (holder.ancestors.every(isAlive)) {
      throw new InputError(
        `Moderato runs over ${folder} already (process ${holder.pid}). Stop that one first, or choose another folder with --data and other ports with --port-base.`,
      );
    }
    say(`stopping process ${holder.pid}, which was left behind over ${folder}`);
    await endProcess(holder.pid, ['SIGTERM', 'SIGKILL'], stopWithinMs);
  }
  await removeStale(file, aside, seen);
}

/** Of two that find the same dead holder only one may remove it: the other would remove the first one's new lock. */
async function removeStale(file: string, aside: string, seen: string): Promise<void> {
  try {
    await rename(file, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  if ((await readFile(aside, 'utf8')) !== seen) await linked(aside, file);
  await rm(aside, { force: true });
}

function parse(text: string): Holder | null {
  try {
    return JSON.parse(text) as Holder;
  } catch {
    return null;
  }
}

/** The number may by now be another program's. */
const isModerato = (pid: number): boolean =>
  isAlive(pid) && /\/moderato(\.js)? up\b|\bstart\.mjs\b/.test(commandLineOf(pid) ?? '');

/** Parent and grandparent, as far as the system tells (it is read from /proc). */
function ancestorsOf(pid: number): number[] {
  const parent = process.ppid;
  try {
    const stat = readFileSync(`/proc/${parent}/stat`, 'utf8');
    const grandparent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
    return [parent, grandparent].filter((id) => id > 1 && id !== pid);
  } catch {
    return [parent].filter((id) => id > 1);
  }
}
