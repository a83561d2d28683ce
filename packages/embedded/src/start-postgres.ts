import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chmod, chown, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import pg from 'pg';
import { rememberedPort } from './free-port.js';
import { postgresFolder } from './postgres-binaries.js';
import { commandLineOf, endProcess, guardedCommand, isAlive, serverIds, startGuarded } from './processes.js';

const run = promisify(execFile);
const role = 'moderato';
const databaseName = 'moderato';
const startWithinMs = 30_000;
/** Commits are on disk before they are answered: that is promise 1. The rest suits a machine shared with others. */
const settings = {
  fsync: 'on',
  synchronous_commit: 'on',
  shared_buffers: '128MB',
  wal_compression: 'on',
  max_wal_size: '2GB',
  checkpoint_completion_target: '0.9',
  max_connections: '100',
  log_min_messages: 'warning',
  // Statements would carry what people wrote.
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
};

export interface RunningPostgres {
  /** TCP on 127.0.0.1, with the password. */
  url: string;
  pid: number;
  port: number;
  /** Resolves when the process ends, wanted or not. */
  exited: Promise<void>;
  stop(): Promise<void>;
}

export interface StartPostgresOptions {
  /** Made where it is missing: the cluster, its password and its port live here. */
  dataDir: string;
  port?: number;
}

/**
 * Starts the private Postgres over `dataDir`, which it creates on first use; what an earlier, killed parent left
 * running there is ended first. Rejects with what Postgres logged when it does not come up.
 */
export async function startPostgres({ dataDir, port: wanted }: StartPostgresOptions): Promise<RunningPostgres> {
  const folder = resolve(dataDir);
  const cluster = join(folder, 'cluster');
  const logFile = join(folder, 'postgres.log');
  const binaries = join(await postgresFolder(), 'bin');
  await mkdir(folder, { recursive: true });
  const password = await ensurePassword(folder);
  await ensureCluster(folder, cluster, binaries, password);
  await endOrphan(cluster);
  const port = wanted ?? (await rememberedPort(join(folder, 'port')));
  const options = { ...settings, port: String(port), listen_addresses: '127.0.0.1', unix_socket_directories: '' };
  const args = ['-D', cluster, ...Object.entries(options).flatMap(([name, value]) => ['-c', `${name}=${value}`])];
  const child = startGuarded(join(binaries, 'postgres'), args, {
    whenOrphaned: 'SIGINT',
    unprivileged: true,
    cwd: folder,
    logFile,
  });
  const exited = once(child, 'exit').then(
    () => {},
    () => {},
  );
  const url = `postgres://${role}:${password}@127.0.0.1:${port}/${databaseName}`;
  const stop = async () => {
    // Fast shutdown: open transactions are rolled back, nothing that was committed is lost.
    if (child.exitCode === null && child.signalCode === null)
      await endProcess(child.pid as number, ['SIGINT', 'SIGQUIT']);
    await exited;
  };
  try {
    await untilReady(url, () => child.exitCode !== null || child.signalCode !== null);
  } catch (cause) {
    await stop();
    const log = await readFile(logFile, 'utf8').catch(() => '');
    throw new Error(`the private Postgres did not start:\n${log.split('\n').slice(-12).join('\n')}`, { cause });
  }
  return { url, pid: child.pid as number, port, exited, stop };
}

async function ensurePassword(folder: string): Promise<string> {
  const file = join(folder, 'password');
  const known = await readFile(file, 'utf8').catch(() => null);
  if (known) return known;
  const password = randomBytes(24).toString('hex');
  await writeFile(file, password, { mode: 0o600, flag: 'wx' }).catch(() => {});
  return readFile(file, 'utf8');
}

/** Made under another name and renamed, so that a start cut short leaves no half-made cluster behind. */
async function ensureCluster(folder: string, cluster: string, binaries: string, password: string): Promise<void> {
  if (existsSync(join(cluster, 'PG_VERSION'))) return;
  const ids = serverIds();
  const making = await mkdtemp(join(folder, 'making-'));
  const passwordFile = join(making, 'password');
  const target = join(making, 'cluster');
  try {
    await writeFile(passwordFile, password, { mode: 0o600 });
    await mkdir(target, { mode: 0o700 });
    if (ids) for (const path of [making, passwordFile, target]) await chown(path, ids.uid, ids.gid);
    const args = [
      '-D',
      target,
      '-U',
      role,
      '-A',
      'scram-sha-256',
      `--pwfile=${passwordFile}`,
      '-E',
      'UTF8',
      '--locale=C',
      '--no-instructions',
    ];
    const [command, all] = guardedCommand(join(binaries, 'initdb'), args, {
      whenOrphaned: 'SIGTERM',
      unprivileged: true,
      cwd: folder,
      logFile: '',
    });
    await run(command, all, { cwd: making, ...(command.endsWith('initdb') && ids) });
    await chmod(target, 0o700);
    await rename(target, cluster).catch((error: NodeJS.ErrnoException) => {
      // Somebody else's first start was quicker: theirs is as good.
      if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
    });
  } finally {
    await rm(making, { recursive: true, force: true });
  }
}

/** Ends the server that a killed parent left over this cluster. A stale pid file is Postgres' own to mend. */
async function endOrphan(cluster: string): Promise<void> {
  const file = await readFile(join(cluster, 'postmaster.pid'), 'utf8').catch(() => '');
  const pid = Number(file.split('\n')[0]);
  if (!pid || !isAlive(pid)) return;
  const commandLine = commandLineOf(pid);
  // The number may by now be another process's.
  if (commandLine !== null && !commandLine.includes(cluster)) return;
  await endProcess(pid, ['SIGINT', 'SIGQUIT']);
}

async function untilReady(url: string, hasEnded: () => boolean): Promise<void> {
  const deadline = Date.now() + startWithinMs;
  const maintenance = new URL(url);
  maintenance.pathname = '/postgres';
  for (;;) {
    const client = new pg.Client({ connectionString: maintenance.href, connectionTimeoutMillis: 2_000 });
    try {
      await client.connect();
      const { rowCount } = await client.query('select from pg_database where datname = $1', [databaseName]);
      if (rowCount === 0) await client.query(`create database ${databaseName}`);
      return;
    } catch (error) {
      if (hasEnded() || Date.now() > deadline) throw error;
    } finally {
      await client.end().catch(() => {});
    }
    await pause(20);
  }
}
