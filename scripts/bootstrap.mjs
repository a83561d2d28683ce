// Brings a clone to the point where it can run: installs and builds what is missing, and nothing twice.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const root = dirname(import.meta.dirname);
const minimumNode = 20;

/** Runs a command in the root; its output is shown only when it fails, unless there is a terminal to follow it on. */
function run(what, command, args) {
  const follow = process.stderr.isTTY;
  process.stderr.write(`moderato: ${what} …\n`);
  const started = performance.now();
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32',
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk) => {
        output += chunk;
        if (follow) process.stderr.write(chunk);
      });
    }
    child.once('error', reject);
    child.once('exit', (code) => {
      if (code === 0) {
        process.stderr.write(`moderato: ${what}: ${((performance.now() - started) / 1000).toFixed(1)} s\n`);
        resolve();
        return;
      }
      if (!follow) process.stderr.write(output);
      reject(new Error(`${what} failed (${command} ${args.join(' ')})`));
    });
  });
}

/** Changes when any file below the folders does, by path, size and time. */
function fingerprint(paths) {
  const hash = createHash('sha256');
  const visit = (path) => {
    const stat = statSync(path);
    if (!stat.isDirectory()) {
      hash.update(`${path}\0${stat.size}\0${stat.mtimeMs}\n`);
      return;
    }
    for (const name of readdirSync(path).toSorted()) {
      if (name !== 'node_modules' && name !== 'dist') visit(join(path, name));
    }
  };
  for (const path of paths) if (existsSync(path)) visit(path);
  return hash.digest('hex');
}

/** Runs `work` unless the stamp in `file` says that it was done for the same `state`. */
async function once(file, state, work) {
  const stamp = join(root, file);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === state) return;
  await work();
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, state);
}

const at = (...paths) => paths.map((path) => join(root, path));

export async function bootstrap() {
  if (Number(process.versions.node.split('.')[0]) < minimumNode) {
    throw new Error(`Moderato needs Node ${minimumNode} or newer; this is ${process.version}`);
  }
  const lock = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  await once('node_modules/.moderato-install', `${lock} ${process.version.split('.')[0]}`, () =>
    run('installing', 'npm', ['ci', '--no-audit', '--no-fund']),
  );
  const sources = at('packages', 'services', 'tsconfig.base.json', 'tsconfig.json');
  await once('node_modules/.moderato-build', fingerprint(sources), () =>
    run('building', 'npx', ['--no-install', 'tsc', '-b']),
  );
  const desk = at('services/console/web', 'packages/domain/src', 'services/console/src/api');
  await once('services/console/web/dist/.moderato-build', fingerprint(desk), () =>
    run('building the desk', 'npm', ['run', 'build', '--workspace', '@moderato/console-web']),
  );
}
