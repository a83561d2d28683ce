import { type Logger, pino } from 'pino';

export type { Logger };

export interface LoggerOptions {
  service: string;
  level: string;
  /** Where lines go; unset: standard output. */
  destination?: { write(line: string): void };
}

const bufferBytes = 4_096;
const flushEveryMs = 100;
let bufferedOutput: ReturnType<typeof pino.destination> | undefined;

/**
 * Standard output, written some twenty lines at a time: a write for each is a twentieth of what a small request costs.
 * Lines wait a tenth of a second at most, and go out when the process ends, but for SIGKILL.
 */
function standardOutput(): ReturnType<typeof pino.destination> {
  if (!bufferedOutput) {
    const output = pino.destination({ dest: 1, sync: true, minLength: bufferBytes });
    // Not flushSync, which also waits for the disk.
    setInterval(() => output.flush(), flushEveryMs).unref();
    process.on('exit', () => output.flushSync());
    bufferedOutput = output;
  }
  return bufferedOutput;
}

/**
 * One line of JSON a finished request or job, ids only. Known carriers of private data are cut even where a caller
 * forgets; the rule is still never to hand them over.
 */
export function createLogger({ service, level, destination }: LoggerOptions): Logger {
  const options: pino.LoggerOptions = {
    level,
    base: { service },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    redact: { paths: ['body', '*.body', 'email', '*.email', 'ip', '*.ip', 'req', 'res', 'headers'], remove: true },
    serializers: { err: describeError },
  };
  return pino(options, destination ?? standardOutput());
}

/** Name, code, message and stack. Postgres' `detail` and `where` are left out: they quote rows. */
function describeError(error: Error & { code?: unknown }): object {
  const described: Record<string, unknown> = { name: error.name, code: error.code, message: error.message };
  described.stack = error.stack?.split('\n').slice(1, 12).join('\n');
  if (error.cause instanceof Error) described.cause = { name: error.cause.name, message: error.cause.message };
  return described;
}
