import { fstatSync, readFileSync } from 'node:fs';
import { run } from './program.js';

const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
  version: string;
};

/** Undefined for a pipe, a terminal, or no standard input at all. */
function sizeOfStdin(): number | undefined {
  try {
    const stat = fstatSync(0);
    return stat.isFile() ? stat.size : undefined;
  } catch {
    return undefined;
  }
}

// A reader that stops early (`| head`) is no fault of ours: end quietly, as other filters do.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(process.exitCode ?? 0);
});

process.exitCode = await run(process.argv.slice(2), {
  stdin: process.stdin,
  stdinBytes: sizeOfStdin(),
  stdout: process.stdout,
  stderr: process.stderr,
  env: process.env,
  version,
  onStopSignal: (listener) => {
    let asked = false;
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.on(signal, () => {
        // Asked twice: go at once. What we started ends when we are gone.
        if (asked) process.exit(130);
        asked = true;
        listener();
      });
    }
  },
});
