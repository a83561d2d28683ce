import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { isRunning, markOf, type ProcessMark, signalProcess } from './process-identity.js';

const lookAgainMs = 20;

/** How to end a server: signals in their order, each with the time it is given. */
export type Ending = readonly (readonly [signal: NodeJS.Signals, withinMs: number])[];

/** A server of ours, as remembered beside its data, so that the next start knows it from a stranger. */
export interface ServerRecord extends ProcessMark {
  port: number;
  owner: ProcessMark;
}

export interface ServerExit {
  code: number | null;
  signal: NodeJS.Signals | null;
}

/** What a started or adopted server can do. */
export interface PrivateServer {
  pid: number;
  /** True when another process that still runs started it: that process stops it. */
  adopted: boolean;
  /** Settles when the server has ended, whoever ended it. */
  exited: Promise<ServerExit>;
  stop(): Promise<void>;
}

export interface Command {
  command: string;
  args: string[];
  options?: Pick<SpawnOptions, 'uid' | 'gid' | 'cwd' | 'env'>;
}

const recordFile = (dataDir: string): string => join(dataDir, 'server.json');

export async function readServerRecord(dataDir: string): Promise<ServerRecord | null> {
  try {
    return JSON.parse(await readFile(recordFile(dataDir), 'utf8')) as ServerRecord;
  } catch {
    return null;
  }
}

/**
 * Starts a server in a process group of its own (a Ctrl-C at the terminal must reach it after its users), its output
 * appended to `log`, and remembers it in `dataDir`. It ends with this process, also when nobody stops it.
 */
export async function startServer(
  { command, args, options }: Command,
  { dataDir, log, port, ending }: { dataDir: string; log: string; port: number; ending: Ending },
): Promise<PrivateServer> {
  const output = openSync(log, 'a', 0o600);
  const child = spawn(command, args, { ...options, detached: true, stdio: ['ignore', output, output] });
  closeSync(output);
  await once(child, 'spawn');
  child.unref();
  const pid = child.pid as number;
  const endWithUs = () => signalProcess(pid, ending[0]?.[0] ?? 'SIGTERM');
  process.once('exit', endWithUs);
  const exited = exitOf(child).finally(() => process.off('exit', endWithUs));
  const record: ServerRecord = { ...markOf(pid), port, owner: markOf(process.pid) };
  await writeFile(recordFile(dataDir), JSON.stringify(record), { mode: 0o600 });
  const stop = async () => {
    await endChild(child, exited, ending);
    await rm(recordFile(dataDir), { force: true });
  };
  return { pid, adopted: false, exited, stop };
}

/** A server that another process of ours started and still owns. */
export function adoptServer(record: ServerRecord): PrivateServer {
  return { pid: record.pid, adopted: true, exited: goneOf(record), stop: async () => undefined };
}

/** Ends a server whose starter is gone. Throws when it outlives every signal. */
export async function endOrphan(orphan: ProcessMark, ending: Ending): Promise<void> {
  for (const [signal, withinMs] of ending) {
    signalProcess(orphan.pid, signal);
    if (await waitUntil(() => !isRunning(orphan), withinMs)) return;
  }
  throw new Error(`process ${orphan.pid}, left by an earlier start, does not end`);
}

/** False when the time was up before `check` held. */
export async function waitUntil(check: () => boolean | Promise<boolean>, withinMs: number): Promise<boolean> {
  const deadline = performance.now() + withinMs;
  while (!(await check())) {
    if (performance.now() >= deadline) return false;
    await pause(lookAgainMs);
  }
  return true;
}

async function exitOf(child: ChildProcess): Promise<ServerExit> {
  const [code, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null];
  return { code, signal };
}

async function goneOf(mark: ProcessMark): Promise<ServerExit> {
  while (isRunning(mark)) await pause(250, undefined, { ref: false });
  return { code: null, signal: null };
}

async function endChild(child: ChildProcess, exited: Promise<ServerExit>, ending: Ending): Promise<void> {
  child.ref();
  for (const [signal, withinMs] of ending) {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill(signal);
    const timer = new AbortController();
    await Promise.race([exited, pause(withinMs, undefined, { signal: timer.signal }).catch(() => undefined)]);
    timer.abort();
  }
}
