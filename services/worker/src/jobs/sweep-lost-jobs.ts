import { type Database, listSitesWithPendingComments, listWaitingFlushes } from '@moderato/database';
import type { Clock } from '@moderato/domain';
import type { Logger } from '@moderato/observability';
import type { Queues } from '@moderato/queues';

const flushesPerSweep = 2_000;

/**
 * Makes the jobs again of comments that have waited longer than `lostAfterMs`: a crash between commit and enqueue, or
 * a flushed Redis, lost them. Jobs are taken in the order in which they came, so what came after the oldest that still
 * waits is merely behind it, however long that lasts. Returns how many flushes were found waiting.
 */
export async function sweepLostJobs({
  database,
  queues,
  clock,
  log,
  lostAfterMs,
}: {
  database: Database;
  queues: Queues;
  clock: Clock;
  log: Logger;
  lostAfterMs: number;
}): Promise<number> {
  const oldest = (await queues.oldestWaiting('decide-comments')) ?? clock.now();
  const before = new Date(Math.min(clock.now().getTime(), oldest.getTime()) - lostAfterMs);
  let found = 0;
  for (const siteId of await listSitesWithPendingComments(database, before)) {
    const flushes = await database.withSite(siteId, (tx) => listWaitingFlushes(tx, siteId, before, flushesPerSweep));
    await queues.enqueue(
      'decide-comments',
      flushes.map(({ flushId, comments }) => ({ siteId, flushIds: [flushId], comments })),
    );
    found += flushes.length;
    log.info({ event: 'jobs.swept', siteId, flushes: flushes.length });
  }
  return found;
}
