import type { Command } from 'commander';
import type { Io } from '../io.js';

export function registerGuidelines(program: Command, _io: Io): void {
  program.command('guidelines').description('compile and compare posted guidelines');
}
