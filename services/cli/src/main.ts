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

/** Ctrl-C once more, later than this, and we go at once: what we started ends when we are gone. */
const samePressMs = 1_000;

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
    let pressedAt: number | undefined;
    for (const signal of ['SIGTERM', 'SIGHUP'] as const) process.on(signal, listener);
    process.on('SIGINT', () => {
      const now = performance.now();
      // Under npm one Ctrl-C comes twice: from the terminal and, passed on, from npm.
      if (pressedAt !== undefined && now - pressedAt > samePressMs) process.exit(130);
      pressedAt ??= now;
      listener();
    });
  },
});
