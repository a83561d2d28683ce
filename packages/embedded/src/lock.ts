import { randomBytes } from 'node:crypto';
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { isRunning, markOf, type ProcessMark } from './process-identity.js';

const lookAgainMs = 25;

/** Who holds a lock, and what they wrote beside their name. */
export interface LockHolder<Note> extends ProcessMark {
  note: Note;
}

export interface Lock<Note> {
  /** Replaces the note, at once for every reader. */
  write(note: Note): Promise<void>;
  release(): Promise<void>;
}

/** The lock is held by a process that runs. */
export class LockedError<Note = unknown> extends Error {
  constructor(
    readonly file: string,
    readonly holder: LockHolder<Note>,
  ) {
    super(`${file} is held by process ${holder.pid}`);
    this.name = 'LockedError';
  }
}

interface LockOptions<Note> {
  note: Note;
  /** How long to wait for the holder, asked again at every look. */
  waitMs: number | ((holder: LockHolder<Note>) => number);
  /** Told of the holder that died with the lock, before it is taken over. */
  onStale?: (holder: LockHolder<Note>) => Promise<void>;
}

/**
 * Takes the lock `file`, also over from a holder that died. Node has no flock: a hard link appears whole or not at
 * all, and the holder's identity in it tells a dead one from a new process of the same number. Throws LockedError.
 */
export async function takeLock<Note>(file: string, options: LockOptions<Note>): Promise<Lock<Note>> {
  const { note, waitMs, onStale } = options;
  const own = `${file}.${process.pid}-${randomBytes(4).toString('hex')}`;
  const write = (text: Note) => writeFile(own, JSON.stringify({ ...markOf(process.pid), note: text }), { mode: 0o600 });
  await write(note);
  const started = performance.now();
  try {
    while (!(await linked(own, file))) {
      const holder = await holderOf<Note>(file);
      if (holder && isRunning(holder)) {
        const limit = typeof waitMs === 'number' ? waitMs : waitMs(holder);
        if (performance.now() - started >= limit) throw new LockedError(file, holder);
        await pause(lookAgainMs);
        continue;
      }
      if (holder) await onStale?.(holder);
      await removeStale(file, `${own}.stale`, holder);
    }
  } finally {
    await rm(own, { force: true });
  }
  return {
    write: async (text) => {
      await write(text);
      await rename(own, file);
    },
    release: () => rm(file, { force: true }),
  };
}

/** Who holds the lock, dead or alive; null when nobody does. */
export async function holderOf<Note>(file: string): Promise<LockHolder<Note> | null> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as LockHolder<Note>;
  } catch {
    return null;
  }
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

/** Of two that find the same dead holder only one may remove it: the other would remove the first one's new lock. */
async function removeStale(file: string, aside: string, seen: LockHolder<unknown> | null): Promise<void> {
  try {
    await rename(file, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  const moved = await holderOf(aside);
  if (moved && (moved.pid !== seen?.pid || moved.identity !== seen.identity)) await linked(aside, file);
  await rm(aside, { force: true });
}
