import type { Command } from 'commander';
import type { Io } from '../io.js';

export function registerModerate(program: Command, _io: Io): void {
  program.command('moderate').description('decide comments from a file, without a database');
}
