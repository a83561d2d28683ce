import type { Readable, Writable } from 'node:stream';

/** What a command may touch of the process, so that tests run commands in their own process. */
export interface Io {
  stdin: Readable;
  /** How much standard input holds, where it is a file. */
  stdinBytes?: number | undefined;
  /** Data only. */
  stdout: Writable;
  /** Talk and progress; progress only where `isTTY`. */
  stderr: Writable & { isTTY?: boolean };
  env: Readonly<Record<string, string | undefined>>;
  version: string;
  /** Calls back at SIGINT and SIGTERM instead of ending at once; absent where there is no process to signal. */
  onStopSignal?(listener: () => void): void;
  /** Exit code once the command is done: 0 good, 1 some input bad, 2 misuse. Only raised, never lowered. */
  fail(code: 1 | 2): void;
}

/** The command line asks for something that cannot be: exit 2, the message on stderr. */
export class UsageError extends Error {
  override name = 'UsageError';
}

/** Some input is bad: exit 1, the message on stderr. Never holds comment text. */
export class InputError extends Error {
  override name = 'InputError';
}
