// Brings a clone to the point where it can run: installs and builds what is missing, and nothing twice.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { withBootstrapLock } from './bootstrap-lock.mjs';

const root = dirname(import.meta.dirname);
const minimumNode = 20;

/** Runs a command in the root; its output is shown only when it fails, unless there is a terminal to follow it on. */
async function run(what, [command, ...args], noteChild) {
  const follow = process.stderr.isTTY;
  process.stderr.write(`moderato: ${what} …\n`);
  const started = performance.now();
  const child = spawn(command, args, {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    shell: process.platform === 'win32',
  });
  noteChild(child.pid);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      output += chunk;
      if (follow) process.stderr.write(chunk);
    });
  }
  let asked;
  const pass = (signal) => {
    asked = signal;
    child.kill(signal);
  };
  // A step that outlived us would get in the way of the next start.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, pass);
  const code = await new Promise((resolve, reject) => child.once('error', reject).once('close', resolve));
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.off(signal, pass);
  if (asked) throw new Error(`${what} was interrupted; the next start takes it up again`);
  if (code !== 0) {
    if (!follow) process.stderr.write(output);
    throw new Error(`${what} failed (${command} ${args.join(' ')})`);
  }
  process.stderr.write(`moderato: ${what}: ${((performance.now() - started) / 1000).toFixed(1)} s\n`);
}

const packagesOf = (file) => {
  try {
    return JSON.parse(readFileSync(join(root, file), 'utf8')).packages;
  } catch {
    return null;
  }
};

/** Whether node_modules holds what the lockfile lists: npm notes there, last of all, what it has installed. */
function isInstalled() {
  const installed = packagesOf('node_modules/.package-lock.json');
  if (!installed) return false;
  return Object.entries(packagesOf('package-lock.json')).every(([path, wanted]) => {
    const found = installed[path];
    if (path === '') return true;
    // Other platforms' packages are left out.
    if (!found) return wanted.optional || wanted.devOptional || wanted.peer;
    return found.version === wanted.version && found.integrity === wanted.integrity && found.link === wanted.link;
  });
}

/** Changes when any file below the folders does, by path, size and time. */
function fingerprint(paths) {
  const hash = createHash('sha256');
  const visit = (path) => {
    const stat = statSync(path, { throwIfNoEntry: false });
    if (!stat?.isDirectory()) {
      hash.update(`${path}\0${stat?.size}\0${stat?.mtimeMs}\n`);
      return;
    }
    for (const name of readdirSync(path).toSorted()) {
      if (name !== 'node_modules' && name !== 'dist') visit(join(path, name));
    }
  };
  for (const path of paths) visit(join(root, path));
  return hash.digest('hex');
}

/** A step that is done when the stamp, kept among what it makes, bears the fingerprint of what it makes that from. */
function stamped({ what, command, sources, stamp }) {
  const file = join(root, stamp);
  const state = () => fingerprint(sources);
  return {
    what,
    command,
    isDone: () => existsSync(file) && readFileSync(file, 'utf8') === state(),
    // Taken before: what changes while it runs is built the next time.
    begin: () => {
      const before = state();
      return () => {
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(file, before);
      };
    },
  };
}

const steps = [
  {
    what: 'installing',
    command: ['npm', 'ci', '--include=dev', '--no-audit', '--no-fund'],
    isDone: isInstalled,
    begin: () => () => {},
  },
  stamped({
    what: 'building',
    command: ['npx', '--no-install', 'tsc', '-b'],
    sources: ['packages', 'services', 'tsconfig.base.json', 'tsconfig.json', 'package-lock.json'],
    stamp: 'services/cli/dist/.moderato-build',
  }),
  stamped({
    what: 'building the desk',
    command: ['npm', 'run', 'build', '--workspace', '@moderato/console-web'],
    sources: ['services/console/web', 'packages/domain/src', 'services/console/src/api', 'package-lock.json'],
    stamp: 'services/console/web/dist/.moderato-build',
  }),
];

/** Rejects with a sentence for people when a step fails. */
export async function bootstrap() {
  if (Number(process.versions.node.split('.')[0]) < minimumNode) {
    throw new Error(`Moderato needs Node ${minimumNode} or newer; this is ${process.version}`);
  }
  if (steps.every(({ isDone }) => isDone())) return;
  await withBootstrapLock(root, async (noteChild) => {
    for (const { what, command, isDone, begin } of steps) {
      // Asked again: another start may have done it while we waited for it.
      if (isDone()) continue;
      const finish = begin();
      await run(what, command, noteChild);
      finish();
    }
  });
}
