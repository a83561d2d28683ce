import { once } from 'node:events';
import { mkdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { rememberedPort } from './free-port.js';
import { commandLineOf, endProcess, findOnPath, isAlive, startGuarded } from './processes.js';

const startWithinMs = 10_000;

export interface RunningRedis {
  url: string;
  pid: number;
  port: number;
  /** Resolves when the process ends, wanted or not. */
  exited: Promise<void>;
  stop(): Promise<void>;
}

/** Starts a private Redis with append-only persistence over `dataDir`; null where no redis-server is on the PATH. */
export async function startRedis({
  dataDir,
  port: wanted,
}: {
  dataDir: string;
  port?: number;
}): Promise<RunningRedis | null> {
  const server = findOnPath('redis-server');
  if (!server) return null;
  const folder = resolve(dataDir);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const pidFile = join(folder, 'redis.pid');
  await endOrphan(pidFile);
  const port = wanted ?? (await rememberedPort(join(folder, 'port')));
  const settings = {
    bind: '127.0.0.1',
    port: String(port),
    dir: folder,
    pidfile: pidFile,
    appendonly: 'yes',
    appendfsync: 'everysec',
    save: '',
    'maxmemory-policy': 'noeviction',
    loglevel: 'warning',
  };
  const args = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value]);
  const logFile = join(folder, 'redis.log');
  const child = startGuarded(server, args, { whenOrphaned: 'SIGTERM', cwd: folder, logFile });
  const exited = once(child, 'exit').then(
    () => {},
    () => {},
  );
  const url = `redis://127.0.0.1:${port}`;
  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null)
      await endProcess(child.pid as number, ['SIGTERM', 'SIGKILL']);
    await exited;
  };
  try {
    await untilReady(url, () => child.exitCode !== null);
  } catch (cause) {
    await stop();
    const log = await readFile(logFile, 'utf8').catch(() => '');
    throw new Error(`the private Redis did not start:\n${log.split('\n').slice(-8).join('\n')}`, { cause });
  }
  return { url, pid: child.pid as number, port, exited, stop };
}

/** Ends the server that a killed parent left, and never one that is not ours. */
async function endOrphan(pidFile: string): Promise<void> {
  const pid = Number(await readFile(pidFile, 'utf8').catch(() => ''));
  if (!pid || !isAlive(pid)) return;
  const commandLine = commandLineOf(pid);
  if (commandLine !== null && !commandLine.includes('redis-server')) return;
  await endProcess(pid, ['SIGTERM', 'SIGKILL']);
}

async function untilReady(url: string, hasEnded: () => boolean): Promise<void> {
  const redis = new Redis(url, { lazyConnect: true, retryStrategy: null, maxRetriesPerRequest: 0 });
  redis.on('error', () => {});
  const deadline = Date.now() + startWithinMs;
  try {
    for (;;) {
      try {
        if (redis.status !== 'ready') await redis.connect();
        await redis.ping();
        return;
      } catch (error) {
        if (hasEnded() || Date.now() > deadline) throw error;
      }
      await pause(20);
    }
  } finally {
    redis.disconnect();
  }
}
