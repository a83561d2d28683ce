import { type ChildProcess, execFile, type SpawnOptions, spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { chown, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import which from 'which';

const run = promisify(execFile);

export interface Ids {
  uid: number;
  gid: number;
}

/** How programs are started so that they end with us and, where we are root, without root's rights. */
export interface Launcher {
  /** Whom the programs run as, where that is not us. */
  ids: Ids | null;
  /** Starts a server with its output appended to `logFile`: a pipe would break with us. */
  start(command: string, args: string[], options: { cwd: string; logFile: string }): ChildProcess;
  /** Runs a program to its end. Rejects with what it said when it fails. */
  run(command: string, args: string[], options: { cwd: string }): Promise<void>;
}

export interface LauncherOptions {
  /** Sent to a program when its parent dies, however it dies, where the system can do that (Linux). */
  whenOrphaned: 'SIGINT' | 'SIGTERM';
}

export const findOnPath = (name: string): string | null => which.sync(name, { nothrow: true });

export async function createLauncher(options: LauncherOptions): Promise<Launcher> {
  const guard = guardOf(options);
  const works = guard.length > 0 && (await succeeds([...guard, '--', process.execPath, '--version'], null));
  return launcherOf(works ? [...guard, '--'] : [], null);
}

/**
 * As `createLauncher`; as root the programs run as the owner of `folder`, or as `nobody`, who is then made its owner:
 * Postgres refuses uid 0. The checkout may lie in a home that is closed to others; so `program` and `folder` are tried
 * first, and where they are out of reach the account keeps the one right to pass through folders. Rejects when none of
 * this makes them reachable.
 */
export async function createUnprivilegedLauncher(
  options: LauncherOptions & { program: string; folder: string },
): Promise<Launcher> {
  if (process.getuid?.() !== 0) return createLauncher(options);
  const { program, folder } = options;
  const ids = await ownerOf(folder);
  await chown(folder, ids.uid, ids.gid);
  const guard = guardOf(options);
  const become = [...guard, `--reuid=${ids.uid}`, `--regid=${ids.gid}`, '--clear-groups'];
  // access(2), which initdb asks, counts capabilities only with these securebits. Containers grant the second
  // capability by default and the first one seldom; the first one gives less away.
  const keeping = (capability: string) => [
    `--inh-caps=+${capability}`,
    `--ambient-caps=+${capability}`,
    '--securebits=+no_setuid_fixup',
  ];
  const ways: { prefix: string[]; ids: Ids | null }[] =
    guard.length > 0
      ? [[], keeping('dac_read_search'), keeping('dac_override')].map((rights) => ({
          prefix: [...become, ...rights, '--'],
          ids: null,
        }))
      : [];
  ways.push({ prefix: [], ids });
  const mark = join(folder, '.reachable');
  const trial = ['/bin/sh', '-c', '"$1" --version && : > "$2"', 'sh', program, mark];
  for (const way of ways) {
    const works = await succeeds([...way.prefix, ...trial], way.ids);
    await rm(mark, { force: true });
    if (works) return { ...launcherOf(way.prefix, way.ids), ids };
  }
  throw new Error(
    `Postgres does not run as root, and the account it would run as (uid ${ids.uid}) cannot reach ${folder} or ${program}. Move the checkout out of folders that only root may enter, start as another user, or set DATABASE_URL.`,
  );
}

/** The command line before a program's own that has it end with its parent; empty where there is none. */
function guardOf({ whenOrphaned }: LauncherOptions): string[] {
  const setpriv = process.platform === 'linux' ? findOnPath('setpriv') : null;
  return setpriv ? [setpriv, `--pdeathsig=${whenOrphaned.slice(3)}`] : [];
}

function launcherOf(prefix: string[], ids: Ids | null): Launcher {
  const whole = (command: string, args: string[]): [string, string[]] => {
    const [first = command, ...rest] = [...prefix, command, ...args];
    return [first, rest];
  };
  return {
    ids,
    start(command, args, { cwd, logFile }) {
      const log = openSync(logFile, 'a', 0o600);
      try {
        // A group of its own: Ctrl-C in the terminal must reach us first, and servers last.
        const options: SpawnOptions = { cwd, stdio: ['ignore', log, log], detached: true, ...ids };
        return spawn(...whole(command, args), options);
      } finally {
        closeSync(log);
      }
    },
    async run(command, args, { cwd }) {
      await run(...whole(command, args), { cwd, ...ids });
    },
  };
}

async function succeeds(commandLine: string[], ids: Ids | null): Promise<boolean> {
  const [command, ...args] = commandLine as [string, ...string[]];
  return run(command, args, { cwd: '/', ...ids }).then(
    () => true,
    () => false,
  );
}

async function ownerOf(folder: string): Promise<Ids> {
  const { uid, gid } = await stat(folder);
  if (uid !== 0) return { uid, gid };
  // initdb wants an account that has a name.
  const idOf = async (option: string) => Number((await run('id', [option, 'nobody'])).stdout);
  return { uid: await idOf('-u'), gid: await idOf('-g') };
}
