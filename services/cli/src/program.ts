import { AppError } from '@moderato/domain';
import { Command, CommanderError } from 'commander';
import { registerAppeals } from './commands/appeals.js';
import { registerAuthors } from './commands/authors.js';
import { registerBans } from './commands/bans.js';
import { registerBench } from './commands/bench.js';
import { registerDsa } from './commands/dsa.js';
import { registerGuidelines } from './commands/guidelines.js';
import { registerKeys } from './commands/keys.js';
import { registerMail } from './commands/mail.js';
import { registerMigrate } from './commands/migrate.js';
import { registerModerate } from './commands/moderate.js';
import { registerRecord } from './commands/record.js';
import { registerReplay } from './commands/replay.js';
import { registerRetention } from './commands/retention.js';
import { registerSites } from './commands/sites.js';
import { registerUp } from './commands/up.js';
import { registerUsers } from './commands/users.js';
import { type Io, UsageError } from './io.js';

/**
 * Every command, in the order of `--help`. A module registers its options only; what its action needs it imports
 * inside the action, so that `moderato moderate` does not wait for a database driver to load.
 */
const register: ((program: Command, io: Io) => void)[] = [
  registerUp,
  registerModerate,
  registerGuidelines,
  registerMigrate,
  registerSites,
  registerKeys,
  registerUsers,
  registerAuthors,
  registerBans,
  registerAppeals,
  registerMail,
  registerDsa,
  registerReplay,
  registerRecord,
  registerRetention,
  registerBench,
];

export function createProgram(io: Io): Command {
  const program = new Command('moderato')
    .description('Enforces the comment guidelines that a news site has posted')
    .version(io.version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand('help [command]', 'print the help of a command')
    .showHelpAfterError('(moderato --help lists the commands and options)')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void io.stdout.write(text),
      writeErr: (text) => void io.stderr.write(text),
      outputError: (text, write) => write(text.replace(/^error: /u, 'moderato: ')),
    });
  // Subcommands inherit these settings only if they are made after them.
  for (const add of register) add(program, io);
  return program;
}

/** Runs one command line (without `node` and the script). Returns the exit code; throws nothing. */
export async function run(args: string[], io: Omit<Io, 'fail'>): Promise<number> {
  let code = 0;
  const fail = (raised: number): void => {
    code = Math.max(code, raised);
  };
  try {
    await createProgram({ ...io, fail }).parseAsync(args, { from: 'user' });
  } catch (error) {
    // Commander has printed its own: help and version come with exit code 0, every mistake of the caller with another.
    if (error instanceof CommanderError) fail(error.exitCode === 0 ? 0 : 2);
    else {
      fail(error instanceof UsageError ? 2 : 1);
      io.stderr.write(`moderato: ${describe(error)}\n`);
    }
  }
  return code;
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const problems = error instanceof AppError ? (error.errors ?? []) : [];
  return [error.message, ...problems.map((p) => `  ${p.pointer ?? p.parameter ?? ''} ${p.detail}`.trimEnd())].join(
    '\n',
  );
}
