import { InvalidArgumentError } from 'commander';

/** Postgres, as we start it, has connections for so many beside the other services; more workers want more machines. */
export const mostWorkers = 4;

/** How many workers a command starts. Throws commander's InvalidArgumentError. */
export function workerCount(text: string): number {
  const count = Number(text);
  if (Number.isInteger(count) && count >= 1 && count <= mostWorkers) return count;
  throw new InvalidArgumentError(`It takes a whole number from 1 to ${mostWorkers}.`);
}
