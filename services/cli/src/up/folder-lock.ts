import { readFileSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { commandLineOf, endProcess, isAlive } from '@moderato/embedded';
import { UsageError } from '../io.js';

interface Holder {
  pid: number;
  /** Who started it, and who started that: when one of them is gone, nobody watches over it any more. */
  ancestors: number[];
}

const stopWithinMs = 30_000;

/**
 * Makes this process the only one that runs over `folder`; returns how to give it up. One that runs there and was left
 * behind by a killed parent is stopped first; one that is in use is misuse.
 */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  const file = join(folder, 'up.lock');
  const own: Holder = { pid: process.pid, ancestors: ancestorsOf(process.pid) };
  for (;;) {
    try {
      await writeFile(file, JSON.stringify(own), { flag: 'wx' });
      return () => rm(file, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    await clearAway(file, folder);
  }
}

async function clearAway(file: string, folder: string): Promise<void> {
  const holder = await readFile(file, 'utf8')
    .then((text) => JSON.parse(text) as Holder)
    .catch(() => null);
  if (holder && holder.pid !== process.pid && isModerato(holder.pid)) {
    if (holder.ancestors.every(isAlive)) {
      throw new UsageError(
        `Moderato runs over ${folder} already (process ${holder.pid}). Stop that one first, or choose another folder with --data.`,
      );
    }
    await endProcess(holder.pid, ['SIGTERM', 'SIGKILL'], stopWithinMs);
  }
  await rm(file, { force: true });
}

/** The number may by now be another program's. */
const isModerato = (pid: number): boolean =>
  isAlive(pid) && /moderato|start\.mjs/.test(commandLineOf(pid) ?? 'moderato');

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
