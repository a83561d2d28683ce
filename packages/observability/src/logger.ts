import { type Logger, pino } from 'pino';

export type { Logger };

export interface LoggerOptions {
  service: string;
  level: string;
  /** Where lines go; unset: standard output. */
  destination?: { write(line: string): void };
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
  return destination ? pino(options, destination) : pino(options);
}

/** Name, code, message and stack. Postgres' `detail` and `where` are left out: they quote rows. */
function describeError(error: Error & { code?: unknown }): object {
  const described: Record<string, unknown> = { name: error.name, code: error.code, message: error.message };
  described.stack = error.stack?.split('\n').slice(1, 12).join('\n');
  if (error.cause instanceof Error) described.cause = { name: error.cause.name, message: error.cause.message };
  return described;
}
