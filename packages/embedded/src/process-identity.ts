import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/**
 * What tells this process from a later one of the same number (pids come round again, in containers at once): null when
 * no process of that number runs. A process that has ended and waits to be collected does not run.
 */
export function identityOf(pid: number): string | null {
  if (!Number.isInteger(pid) || pid <= 0) return null;
  return process.platform === 'linux' ? identityOnLinux(pid) : ps(pid, 'lstart=');
}

/** The command line of a running process, its parts joined by spaces; null when there is none. */
export function commandLineOf(pid: number): string | null {
  if (process.platform !== 'linux') return ps(pid, 'command=');
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim() || null;
  } catch {
    return null;
  }
}

/** A process, said so that it can be recognised later. */
export interface ProcessMark {
  pid: number;
  identity: string;
}

export const markOf = (pid: number): ProcessMark => ({ pid, identity: identityOf(pid) ?? '' });

/** Whether the very process that was marked still runs. */
export const isRunning = ({ pid, identity }: ProcessMark): boolean => identity !== '' && identityOf(pid) === identity;

/** Sends `signal`; a process that has gone meanwhile is no error. */
export function signalProcess(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

function identityOnLinux(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    // The command's name stands in parentheses and may hold anything; the state and the times follow it.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (fields[0] === 'Z' || fields[0] === 'X') return null;
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').trim();
    return `${boot}/${fields[19]}`;
  } catch {
    return null;
  }
}

function ps(pid: number, column: string): string | null {
  try {
    const options = { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] } as const;
    const [state, value] = ['state=', column].map((what) =>
      execFileSync('ps', ['-ww', '-o', what, '-p', String(pid)], options).trim(),
    );
    return state && !state.startsWith('Z') && value ? value : null;
  } catch {
    return null;
  }
}
