import { availableParallelism } from 'node:os';
import { InvalidArgumentError } from 'commander';

/** How many threads: a whole number, no more than there are cores. */
export function parseJobs(value: string): number {
  const jobs = Number(value);
  if (!/^\d+$/u.test(value) || jobs < 1) throw new InvalidArgumentError('It must be a whole number from 1.');
  return Math.min(jobs, availableParallelism());
}
