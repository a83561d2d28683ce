import { type Database, listSitesWithPendingComments, listWaitingFlushes } from '@moderato/database';
import type { Clock } from '@moderato/domain';
import type { Logger } from '@moderato/observability';
import type { Queues } from '@moderato/queues';

const flushesPerSweep = 2_000;

/**
 * Makes the jobs again of comments that have waited longer than `lostAfterMs`: a crash between commit and enqueue, or
 * a flushed Redis, lost them. A job that is merely slow keeps its id, and adding it again does nothing. Returns how
 * many flushes were found waiting.
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
  const before = new Date(clock.now().getTime() - lostAfterMs);
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
