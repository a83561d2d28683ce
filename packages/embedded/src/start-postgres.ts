import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chown, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { acceptsConnections } from './accepts-connections.js';
import { rememberedPort } from './free-port.js';
import { createUnprivilegedLauncher, type Launcher } from './launcher.js';
import { ensureCluster } from './make-cluster.js';
import { postgresFolder } from './postgres-binaries.js';
import { commandLineOf, endProcess, isAlive } from './processes.js';
import { writeWhole } from './write-whole.js';

const role = 'moderato';
const databaseName = 'moderato';
/** Recovery after a crash reads what was not yet checkpointed, which takes a while on a busy machine. */
const startWithinMs = 120_000;
const tryAgainWithinMs = 15_000;
const tryAgainAfterMs = 200;
const passing = /pre-existing shared memory block|could not bind|[Aa]ddress already in use/;
const lastWords = ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const;

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
  /** Made where it is missing: the cluster, its password and its port live here. One process at a time may start it. */
  dataDir: string;
  port?: number;
}

interface Prepared {
  folder: string;
  cluster: string;
  password: string;
  program: string;
  launcher: Launcher;
}

/**
 * Starts the private Postgres over `dataDir`, which it creates on first use; what an earlier, killed parent left
 * running there is ended first. Rejects with what Postgres logged when it does not come up.
 */
export async function startPostgres({ dataDir, port: wanted }: StartPostgresOptions): Promise<RunningPostgres> {
  const prepared = await prepare(resolve(dataDir));
  const started = performance.now();
  for (;;) {
    const port = wanted ?? (await rememberedPort(join(prepared.folder, 'port')));
    const result = await launch(prepared, port);
    if ('url' in result) return result;
    // A killed server's children hold its memory for a moment longer, a port may be taken since we looked.
    if (!passing.test(result.log) || performance.now() - started > tryAgainWithinMs) {
      throw new Error(`the private Postgres did not start:\n${result.log}`, { cause: result.cause });
    }
    await pause(tryAgainAfterMs);
  }
}

/** Ends what runs over `dataDir` and deletes it with all it holds. */
export async function forgetPostgres(dataDir: string): Promise<void> {
  const folder = resolve(dataDir);
  await endOrphan(join(folder, 'cluster'));
  await rm(folder, { recursive: true, force: true });
}

async function prepare(folder: string): Promise<Prepared> {
  const binaries = join(await postgresFolder(), 'bin');
  const program = join(binaries, 'postgres');
  const cluster = join(folder, 'cluster');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const launcher = await createUnprivilegedLauncher({ whenOrphaned: 'SIGINT', program, folder });
  await endOrphan(cluster);
  const password = await ensurePassword(folder, cluster);
  if (!existsSync(join(cluster, 'PG_VERSION'))) {
    await ensureCluster({ folder, cluster, initdb: join(binaries, 'initdb'), role, password, launcher });
  }
  return { folder, cluster, password, program, launcher };
}

async function launch(
  { folder, cluster, password, program, launcher }: Prepared,
  port: number,
): Promise<RunningPostgres | { log: string; cause: unknown }> {
  const logFile = join(folder, 'postgres.log');
  const logged = await stat(logFile).then(
    ({ size }) => size,
    () => 0,
  );
  const options = { ...settings, port: String(port), listen_addresses: '127.0.0.1', unix_socket_directories: '' };
  const args = ['-D', cluster, ...Object.entries(options).flatMap(([name, value]) => ['-c', `${name}=${value}`])];
  const child = launcher.start(program, args, { cwd: folder, logFile });
  const endWithUs = () => void child.kill('SIGINT');
  process.once('exit', endWithUs);
  const exited = once(child, 'exit').then(
    () => {},
    () => {},
  );
  void exited.then(() => process.off('exit', endWithUs));
  const hasEnded = () => child.exitCode !== null || child.signalCode !== null;
  const url = `postgres://${role}:${password}@127.0.0.1:${port}/${databaseName}`;
  const stop = async () => {
    // Fast shutdown: open transactions are rolled back, nothing that was committed is lost.
    if (child.pid && !hasEnded()) await endProcess(child.pid, lastWords);
    await exited;
  };
  try {
    await acceptsConnections(url, databaseName, { hasEnded, withinMs: startWithinMs });
  } catch (cause) {
    await stop();
    const log = await readFile(logFile).catch(() => Buffer.alloc(0));
    return { log: log.subarray(logged).toString('utf8').trimEnd().split('\n').slice(-12).join('\n'), cause };
  }
  return { url, pid: child.pid as number, port, exited, stop };
}

async function ensurePassword(folder: string, cluster: string): Promise<string> {
  const file = join(folder, 'password');
  if (existsSync(file)) return readFile(file, 'utf8');
  if (existsSync(cluster)) throw new Error(`${file} is missing: nobody can log in to the Postgres beside it any more`);
  const password = randomBytes(24).toString('hex');
  await writeWhole(file, password);
  return password;
}

/**
 * Ends the server that a killed parent left over this cluster. Where the pid file names a process that is none, one
 * that has ended or bears the number by chance, Postgres would refuse to start: then it is made to name us, the parent
 * of the server to come, which it does not take for a rival. All else that it checks in the file stays.
 */
async function endOrphan(cluster: string): Promise<void> {
  const file = join(cluster, 'postmaster.pid');
  const [first = '', ...rest] = (await readFile(file, 'utf8').catch(() => '')).split('\n');
  const pid = Number(first);
  if (!pid) return;
  if (isAlive(pid) && commandLineOf(pid)?.includes(cluster)) await endProcess(pid, lastWords);
  if (!existsSync(file)) return;
  const { uid, gid } = await stat(file);
  await writeFile(file, [process.pid, ...rest].join('\n'));
  await chown(file, uid, gid);
}
