// `npm run eval`: measures how well the engine judges and compares with packages/civility/eval/eval.json; exit 1 on a drop.
// `npm run eval -- --write` rewrites that file, EVAL.md and its pictures.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { bootstrap } from './bootstrap.mjs';

const root = join(import.meta.dirname, '..');

function isWriting() {
  try {
    return parseArgs({ options: { write: { type: 'boolean', default: false } } }).values.write;
  } catch (error) {
    process.stderr.write(`eval: ${error.message}. Usage: npm run eval [-- --write]\n`);
    process.exit(2);
  }
}

const write = isWriting();
await bootstrap();
const jest = join(root, 'node_modules', 'jest', 'bin', 'jest.js');
const { status } = spawnSync(process.execPath, [jest, '--config', 'jest.eval.config.mjs', '--runInBand'], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, MODERATO_EVAL_WRITE: write ? '1' : '' },
});
process.exitCode = status ?? 1;
