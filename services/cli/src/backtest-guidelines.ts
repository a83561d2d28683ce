import { setTimeout as pause } from 'node:timers/promises';
import { type Backtest, type Database, findBacktest, findGuidelines, insertBacktest } from '@moderato/database';
import { newId } from '@moderato/domain';
import { describeTally } from './describe-tally.js';
import { InputError, type Io, UsageError } from './io.js';
import { createCounter } from './progress.js';

export interface BacktestOptions {
  version: number;
  days: number;
  limit: number;
  json: boolean;
}

const dayMs = 86_400_000;
const lookMs = 500;
/** A worker's sweep takes up what is queued some time before that. */
const patienceMs = 60_000;

/** Queues a backtest for the workers and waits for its end; interrupted here, it goes on there. */
export async function backtestGuidelines(
  database: Database,
  siteId: string,
  { version, days, limit, json }: BacktestOptions,
  io: Io,
): Promise<void> {
  const until = new Date();
  const id = newId(until);
  const since = new Date(until.getTime() - days * dayMs);
  await database.withSite(siteId, async (tx) => {
    if (!(await findGuidelines(tx, siteId, version))) throw new UsageError(`the site has no version ${version}`);
    const backtest = { id, version, since, until, most: limit, createdBy: 'cli', forSweep: true };
    await insertBacktest(tx, siteId, backtest, until);
  });
  const result = await waitForEnd(database, { siteId, id, since: until }, io);
  if (result.state === 'failed') throw new InputError(`the backtest failed: ${result.failure}`);
  const { done, total, tally } = result;
  io.stdout.write(json ? `${JSON.stringify({ id, version, done, total, ...tally })}\n` : describeTally(tally));
}

async function waitForEnd(
  database: Database,
  { siteId, id, since }: { siteId: string; id: string; since: Date },
  io: Io,
): Promise<Backtest> {
  let [shown, told] = [0, false];
  let counter: Awaited<ReturnType<typeof createCounter>> | undefined;
  try {
    for (;;) {
      const found = await database.withSite(siteId, (tx) => findBacktest(tx, siteId, id));
      if (!found) throw new InputError('the backtest is gone');
      if (found.total !== null) counter ??= await createCounter(io, found.total);
      counter?.add(found.done - shown);
      shown = found.done;
      if (found.state === 'done' || found.state === 'failed') return found;
      if (found.state === 'queued' && !told && Date.now() - since.getTime() > patienceMs) {
        told = true;
        io.stderr.write('moderato: no worker has taken it up yet; is one running on this database?\n');
      }
      await pause(lookMs);
    }
  } finally {
    counter?.stop();
  }
}
