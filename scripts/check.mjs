// `npm run check`: types, lint, import directions, OpenAPI and error-catalogue drift, licences.
import { spawnSync } from 'node:child_process';

const licences = [
  'MIT',
  'MIT-0',
  'ISC',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  '0BSD',
  'BlueOak-1.0.0',
  'CC0-1.0',
  'CC-BY-4.0',
  'Python-2.0',
  'Unlicense',
  'PostgreSQL',
  'MPL-2.0',
  'WTFPL',
  'Zlib',
  'CC-BY-3.0',
];

const steps = [
  ['types', 'tsc', ['-b']],
  ['types of tests', 'tsc', ['-p', 'tsconfig.tests.json']],
  ['types of the desk', 'tsc', ['-p', 'services/console/web']],
  ['lint and format', 'biome', ['ci', '.']],
  ['imports, files, errors, OpenAPI', 'jest', ['tests/architecture', 'tests/contract', '--silent']],
  [
    'licences',
    'license-checker-rseidelsohn',
    ['--production', '--excludePrivatePackages', '--summary', '--onlyAllow', licences.join(';')],
  ],
];

let failed = 0;
for (const [what, command, args] of steps) {
  const started = performance.now();
  const { status, stdout, stderr } = spawnSync('npx', ['--no-install', command, ...args], { encoding: 'utf8' });
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  process.stdout.write(`${status === 0 ? 'ok    ' : 'FAILED'} ${what} (${seconds} s)\n`);
  if (status === 0) continue;
  failed++;
  process.stdout.write(`${stdout}${stderr}\n`);
}
process.exitCode = failed === 0 ? 0 : 1;
