import { type Command, InvalidArgumentError } from 'commander';
import type { Io } from '../io.js';
import type { UpOptions } from '../up/run-up.js';
import { workerCount } from '../worker-count.js';

function port(text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1 || number > 65_532) {
    throw new InvalidArgumentError('It takes a port: four in a row are used from there on.');
  }
  return number;
}

export function registerUp(program: Command, io: Io): void {
  program
    .command('up')
    .description('start everything on this machine: Postgres, the queue, intake, worker, delivery and console')
    .option('--data <folder>', 'where state lives', '.moderato')
    .option('--port-base <number>', 'first of four ports, instead of 8080', port)
    .option('--workers <number>', 'processes that decide: each a core, and some 170 MB', workerCount, 1)
    .option('--ready-file <file>', 'write the addresses there once all is up, and whenever a process was replaced')
    .option('--fresh', 'forget all earlier data in the folder first')
    .option('--demo-comments', 'fill a new demo site with comments also where --ready-file is given')
    .action(async (options: UpOptions) => {
      const { runUp } = await import('../up/run-up.js');
      if ((await runUp(options, io)) !== 0) io.fail(1);
    });
}
