// `npm test`: installs and builds what is missing, then every test, or those whose paths are given.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { bootstrap } from './bootstrap.mjs';
import { endWithNpm } from './end-with-npm.mjs';

const root = join(import.meta.dirname, '..');
const resultFile = join(root, 'node_modules', '.moderato-tests.json');

endWithNpm();
try {
  await bootstrap();
} catch (error) {
  process.stderr.write(`moderato: ${error.message}\n`);
  process.exit(1);
}
rmSync(resultFile, { force: true });
const jest = join(root, 'node_modules', 'jest', 'bin', 'jest.js');
const child = spawn(process.execPath, [jest, '--json', `--outputFile=${resultFile}`, ...process.argv.slice(2)], {
  cwd: root,
  // The JSON goes to the file; what people read goes to stderr.
  stdio: ['ignore', 'ignore', 'inherit'],
});
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
child.once('exit', (code) => {
  process.exitCode = code ?? 1;
  process.stdout.write(`${existsSync(resultFile) ? summary() : '0 passed, 1 failed: Jest ended without a result'}\n`);
});

/** Skipped tests by name, and the closing line. */
function summary() {
  const { numPassedTests, numFailedTests, numPendingTests, numRuntimeErrorTestSuites, testResults } = JSON.parse(
    readFileSync(resultFile, 'utf8'),
  );
  const skipped = testResults
    .flatMap(({ assertionResults }) => assertionResults)
    .filter(({ status }) => status === 'pending')
    .map(({ fullName }) => `skipped: ${fullName}`);
  const failed = numFailedTests + numRuntimeErrorTestSuites;
  const tail = numPendingTests > 0 ? `, ${numPendingTests} skipped` : '';
  return [...skipped, `${numPassedTests} passed, ${failed} failed${tail}`].join('\n');
}
