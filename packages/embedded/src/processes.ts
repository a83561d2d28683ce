import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

const lookAgainMs = 10;

/** Whether a process of that number runs. One that has ended and only waits to be collected does not. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  // In a container nobody may collect orphans: they would count as alive for ever.
  return !/^[ZX]$/.test(stateOf(pid) ?? '');
}

/** What a process was started with, its parts set apart by spaces; null where there is no such process. */
export function commandLineOf(pid: number): string | null {
  if (process.platform === 'linux') return readProc(pid, 'cmdline')?.replaceAll('\0', ' ') ?? null;
  try {
    const args = ['-ww', '-o', 'command=', '-p', String(pid)];
    return execFileSync('ps', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  } catch {
    return null;
  }
}

/**
 * Sends the signals one after the other, waiting up to `patienceMs` for each to end the process. Rejects when it
 * outlives them all.
 */
export async function endProcess(pid: number, signals: readonly NodeJS.Signals[], patienceMs = 10_000): Promise<void> {
  for (const signal of signals) {
    if (!isAlive(pid)) return;
    send(pid, signal);
    const deadline = performance.now() + patienceMs;
    while (isAlive(pid) && performance.now() < deadline) await pause(lookAgainMs);
  }
  if (isAlive(pid)) throw new Error(`process ${pid} does not end`);
}

/** A process that has gone meanwhile is no error. */
function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** The letter after the command's name, which stands in parentheses and may hold anything. */
function stateOf(pid: number): string | undefined {
  const stat = readProc(pid, 'stat');
  return stat?.charAt(stat.lastIndexOf(')') + 2);
}

function readProc(pid: number, file: string): string | null {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return null;
  }
}
