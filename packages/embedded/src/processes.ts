import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import which from 'which';

/** `nobody`: Postgres refuses uid 0, and this id needs no useradd. */
const nobody = 65_534;

export const isRoot = (): boolean => process.getuid?.() === 0;
export const serverIds = (): { uid: number; gid: number } | null => (isRoot() ? { uid: nobody, gid: nobody } : null);

export const findOnPath = (name: string): string | null => which.sync(name, { nothrow: true });

interface StartOptions {
  /** Sent to the process when its parent dies, where the system can do that (Linux). */
  whenOrphaned: 'SIGINT' | 'SIGTERM';
  /** As `nobody` where we are root. */
  unprivileged?: boolean;
  cwd: string;
  /** Where its output goes, appended: a pipe would break with us. */
  logFile: string;
}

/**
 * The command line that starts `command` so that it ends with its parent, however that ends. As root it runs as
 * `nobody`, who keeps the right to pass through folders: the checkout may lie in a home that is closed to others.
 */
export function guardedCommand(command: string, args: string[], options: StartOptions): [string, string[]] {
  const setpriv = process.platform === 'linux' ? findOnPath('setpriv') : null;
  if (!setpriv) return [command, args];
  const ids = options.unprivileged ? serverIds() : null;
  const capabilities = '+dac_override,+dac_read_search';
  const become = ids
    ? [
        `--reuid=${ids.uid}`,
        `--regid=${ids.gid}`,
        '--clear-groups',
        `--inh-caps=${capabilities}`,
        `--ambient-caps=${capabilities}`,
      ]
    : [];
  return [setpriv, [...become, `--pdeathsig=${options.whenOrphaned.slice(3)}`, '--', command, ...args]];
}

export function startGuarded(command: string, args: string[], options: StartOptions): ChildProcess {
  const [file, all] = guardedCommand(command, args, options);
  const plain = file === command && options.unprivileged ? serverIds() : null;
  // A group of its own: Ctrl-C in the terminal must reach us first, and these last.
  const log = openSync(options.logFile, 'a', 0o600);
  try {
    return spawn(file, all, { cwd: options.cwd, stdio: ['ignore', log, log], detached: true, ...plain });
  } finally {
    closeSync(log);
  }
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** What a process was started with; null where the system does not tell (no /proc) or it is gone. */
export function commandLineOf(pid: number): string | null {
  const file = `/proc/${pid}/cmdline`;
  try {
    return existsSync(file) ? readFileSync(file, 'utf8').replaceAll('\0', ' ') : null;
  } catch {
    return null;
  }
}

/** Sends the signals one after the other, waiting up to `patienceMs` for each to end the process. */
export async function endProcess(pid: number, signals: NodeJS.Signals[], patienceMs = 10_000): Promise<void> {
  for (const signal of signals) {
    if (!isAlive(pid)) return;
    process.kill(pid, signal);
    const deadline = Date.now() + patienceMs;
    while (isAlive(pid) && Date.now() < deadline) await pause(10);
  }
  if (isAlive(pid)) throw new Error(`process ${pid} does not end`);
}
