import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { eventually } from '@moderato/testkit';

const command = resolve(__dirname, '../../services/cli/bin/moderato.js');
const readyWithinMs = 60_000;

/** What `moderato up --ready-file` writes: design.md, "Start". */
export interface ReadyFile {
  intake: string;
  console: string;
  mail: string;
  apiKey: string;
  webhookSecret: string;
  loginUrl: string;
  site: string;
  postgres: string;
  queue: string;
  databaseUrl: string;
  redisUrl: string | null;
  pids: {
    intake: number[];
    worker: number[];
    delivery: number[];
    console: number[];
    postgres: number;
    redis: number | null;
  };
}

export interface RunningModerato {
  /** Read anew each time: it changes when a process was replaced. */
  ready(): ReadyFile;
  dataDir: string;
  process: ChildProcess;
  output(): string;
  /** SIGTERM, and the exit code. */
  stop(): Promise<number | null>;
  /** Stops it if it runs, and removes its data. */
  dispose(): Promise<void>;
}

export interface UpOptions {
  env?: Record<string, string>;
  args?: string[];
  /** Start again over the data of an earlier run. */
  dataDir?: string;
}

/** Starts the real command with everything private, on free ports, and waits until it says that it is ready. */
export async function startModerato({ env = {}, args = [], dataDir }: UpOptions = {}): Promise<RunningModerato> {
  const folder = dataDir ?? mkdtempSync(join(tmpdir(), 'moderato-up-'));
  const readyFile = join(folder, 'ready.json');
  rmSync(readyFile, { force: true });
  const { DATABASE_URL, REDIS_URL, SMTP_URL, NODE_OPTIONS, ...inherited } = process.env;
  const child = spawn(
    process.execPath,
    [command, 'up', '--data', folder, '--port-base', String(await freePortBase()), '--ready-file', readyFile, ...args],
    { env: { ...inherited, MODERATO_ALLOW_PRIVATE_URLS: '1', ...env }, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (output += chunk));
  const ready = (): ReadyFile => JSON.parse(readFileSync(readyFile, 'utf8'));
  const stop = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
    const exited = once(child, 'exit');
    child.kill('SIGTERM');
    await exited;
    return child.exitCode;
  };
  try {
    await eventually(
      'the ready file',
      () => {
        if (child.exitCode !== null) throw new Error(`moderato up ended with ${child.exitCode}:\n${output}`);
        return ready();
      },
      readyWithinMs,
    );
  } catch (error) {
    child.kill('SIGKILL');
    throw new Error(`moderato up was not ready:\n${output}`, { cause: error });
  }
  return {
    ready,
    dataDir: folder,
    process: child,
    output: () => output,
    stop,
    dispose: async () => {
      await stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The first of four neighbouring ports that are free just now. */
async function freePortBase(): Promise<number> {
  for (let tries = 0; tries < 50; tries++) {
    const base = 20_000 + Math.floor(Math.random() * 20_000);
    const free = await Promise.all([0, 1, 2, 3].map((offset) => isFree(base + offset)));
    if (free.every(Boolean)) return base;
  }
  throw new Error('no four free ports in a row');
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer();
  try {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    return true;
  } catch {
    return false;
  } finally {
    server.close();
  }
}
