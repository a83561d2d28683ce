import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { leanAllocation, nodeArguments } from '../node-arguments.js';

const startWithinMs = 20_000;
const services = join(import.meta.dirname, '..', '..', '..');

export interface ChildService {
  url: string;
  pid: number;
  stop(): Promise<void>;
}

/** Starts `services/<name>` as a process of its own and waits until it is ready. */
export async function startService(name: string, port: number, env: Record<string, string>): Promise<ChildService> {
  const child = fork(join(services, name, 'dist', 'main.js'), {
    execArgv: nodeArguments,
    env: {
      ...leanAllocation,
      ...env,
      PATH: '/usr/bin:/bin',
      PORT: String(port),
      HOST: '127.0.0.1',
      LOG_LEVEL: env.LOG_LEVEL ?? 'info',
    },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const url = `http://127.0.0.1:${port}`;
  await untilReady(`${url}/readyz`, child, name);
  return { url, pid: child.pid as number, stop: () => stopChild(child) };
}

export async function stopChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGTERM');
  await exited;
}

async function untilReady(url: string, child: ChildProcess, name: string): Promise<void> {
  const deadline = Date.now() + startWithinMs;
  while (Date.now() < deadline) {
    if (child.exitCode !== null) throw new Error(`${name} ended with code ${child.exitCode} before it was ready`);
    const ok = await fetch(url).then(
      (answer) => answer.ok,
      () => false,
    );
    if (ok) return;
    await pause(50);
  }
  child.kill('SIGKILL');
  throw new Error(`${name} was not ready within ${startWithinMs / 1_000} s`);
}

/** Resident memory in MB; null where the system does not tell (it is read from /proc). */
export function residentMegabytes(pid: number): number | null {
  const file = `/proc/${pid}/status`;
  if (!existsSync(file)) return null;
  const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(file, 'utf8'))?.[1];
  return kilobytes ? Math.round(Number(kilobytes) / 1_024) : null;
}
