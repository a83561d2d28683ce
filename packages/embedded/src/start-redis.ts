import { once } from 'node:events';
import { mkdir, readFile, rm, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { rememberedPort } from './free-port.js';
import { createLauncher, findOnPath } from './launcher.js';
import { commandLineOf, endProcess, isAlive } from './processes.js';

/** Redis answers once it has read its whole log of writes. */
const startWithinMs = 120_000;
const lookAgainMs = 20;
const lastWords = ['SIGTERM', 'SIGKILL'] as const;

export interface RunningRedis {
  url: string;
  pid: number;
  port: number;
  /** Resolves when the process ends, wanted or not. */
  exited: Promise<void>;
  stop(): Promise<void>;
}

export interface StartRedisOptions {
  /** Made where it is missing: the data and the port live here. One process at a time may start it. */
  dataDir: string;
  port?: number;
}

/**
 * Starts a private Redis with append-only persistence over `dataDir`; what an earlier, killed parent left running there
 * is ended first. Null where no redis-server is on the PATH. Rejects with what Redis logged when it does not come up.
 */
export async function startRedis({ dataDir, port: wanted }: StartRedisOptions): Promise<RunningRedis | null> {
  const server = findOnPath('redis-server');
  if (!server) return null;
  const folder = resolve(dataDir);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await endOrphan(folder);
  const port = wanted ?? (await rememberedPort(portFile(folder)));
  const logFile = join(folder, 'redis.log');
  const logged = await stat(logFile).then(
    ({ size }) => size,
    () => 0,
  );
  const launcher = await createLauncher({ whenOrphaned: 'SIGTERM' });
  const child = launcher.start(server, argumentsFor(folder, port), { cwd: folder, logFile });
  const endWithUs = () => void child.kill('SIGTERM');
  process.once('exit', endWithUs);
  const exited = once(child, 'exit').then(
    () => {},
    () => {},
  );
  void exited.then(() => process.off('exit', endWithUs));
  const hasEnded = () => child.exitCode !== null || child.signalCode !== null;
  const url = `redis://127.0.0.1:${port}`;
  const stop = async () => {
    if (child.pid && !hasEnded()) await endProcess(child.pid, lastWords);
    await exited;
  };
  try {
    await untilReady(url, child.pid, hasEnded);
  } catch (cause) {
    await stop();
    const log = await readFile(logFile).catch(() => Buffer.alloc(0));
    const tail = log.subarray(logged).toString('utf8').trimEnd().split('\n').slice(-8).join('\n');
    throw new Error(`the private Redis did not start:\n${tail}`, { cause });
  }
  return { url, pid: child.pid as number, port, exited, stop };
}

/** Ends what runs over `dataDir` and deletes it with all it holds. */
export async function forgetRedis(dataDir: string): Promise<void> {
  const folder = resolve(dataDir);
  await endOrphan(folder);
  await rm(folder, { recursive: true, force: true });
}

const portFile = (folder: string): string => join(folder, 'port');
const pidFile = (folder: string): string => join(folder, 'redis.pid');

const argumentsFor = (folder: string, port: number): string[] =>
  Object.entries({
    bind: '127.0.0.1',
    port: String(port),
    dir: folder,
    pidfile: pidFile(folder),
    appendonly: 'yes',
    appendfsync: 'everysec',
    save: '',
    'maxmemory-policy': 'noeviction',
    loglevel: 'warning',
  }).flatMap(([name, value]) => [`--${name}`, value]);

/** Ends the server that a killed parent left, and never one that is not ours: Redis shows its address as its command. */
async function endOrphan(folder: string): Promise<void> {
  const pid = Number(await readFile(pidFile(folder), 'utf8').catch(() => ''));
  const port = Number(await readFile(portFile(folder), 'utf8').catch(() => ''));
  if (!pid || !isAlive(pid)) return;
  const commandLine = commandLineOf(pid) ?? '';
  if (/redis-server/.test(commandLine) && commandLine.includes(`:${port}`)) await endProcess(pid, lastWords);
}

/** Ready means that this very server answers: another one might listen where ours could not. */
async function untilReady(url: string, pid: number | undefined, hasEnded: () => boolean): Promise<void> {
  const redis = new Redis(url, { lazyConnect: true, retryStrategy: null, maxRetriesPerRequest: 0 });
  redis.on('error', () => {});
  const deadline = performance.now() + startWithinMs;
  try {
    for (;;) {
      try {
        if (redis.status !== 'ready') await redis.connect();
        if ((await redis.info('server')).includes(`process_id:${pid}\r`)) return;
        throw new Error('another Redis answers at that port');
      } catch (error) {
        if (hasEnded() || performance.now() > deadline) throw error;
      }
      await pause(lookAgainMs);
    }
  } finally {
    redis.disconnect();
  }
}
