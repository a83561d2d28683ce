import { type Database, listRestingBacktests } from '@moderato/database';
import type { Clock } from '@moderato/domain';
import type { Queues } from '@moderato/queues';

/** Makes the jobs again of backtests that have not come on for `restedMs`: their process died or their job was lost. */
export async function sweepBacktests({
  database,
  queues,
  clock,
  restedMs,
}: {
  database: Database;
  queues: Pick<Queues, 'enqueue'>;
  clock: Clock;
  restedMs: number;
}): Promise<number> {
  const resting = await listRestingBacktests(database, new Date(clock.now().getTime() - restedMs));
  if (resting.length > 0) await queues.enqueue('backtest', resting);
  return resting.length;
}
