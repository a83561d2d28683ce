import type { Command } from 'commander';
import type { BenchOptions } from '../bench/bench-setup.js';
import type { Io } from '../io.js';
import { workerCount } from '../worker-count.js';

export function registerBench(program: Command, io: Io): void {
  program
    .command('bench')
    .description('measure speed and memory on this machine, against baselines of the same run')
    .option('--json', 'print all figures as JSON')
    .option('--seconds <number>', 'length of each step', Number, 8)
    .option('--queue <kind>', 'redis or postgres; default: redis where there is one')
    .option('--port-base <number>', 'first of the ports, one more than there are workers', Number, 18_080)
    .option('--workers <number>', 'workers that decide', workerCount, 1)
    .action(async (options: { json?: true } & Omit<BenchOptions, 'env' | 'progress'>) => {
      const [{ withBenchSetup }, { runBench }, { benchTable }] = await Promise.all([
        import('../bench/bench-setup.js'),
        import('../bench/run-bench.js'),
        import('../bench/bench-table.js'),
      ]);
      const progress = (step: string) => {
        if (io.stderr.isTTY) io.stderr.write(`… ${step}\n`);
      };
      const result = await withBenchSetup({ ...options, env: io.env, progress }, runBench);
      io.stdout.write(options.json ? `${JSON.stringify(result, null, 2)}\n` : benchTable(result));
    });
}
