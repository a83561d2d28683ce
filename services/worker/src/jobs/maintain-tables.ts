import { type Database, deleteOldIdempotencyKeys, ensurePartitions, listSiteIds } from '@moderato/database';
import type { Clock } from '@moderato/domain';
import type { Logger } from '@moderato/observability';

const idempotencyHours = 24;

/** Makes the coming months' partitions and forgets Idempotency-Keys older than the published 24 hours. */
export async function maintainTables({
  database,
  clock,
  log,
}: {
  database: Database;
  clock: Clock;
  log: Logger;
}): Promise<void> {
  const now = clock.now();
  const made = await ensurePartitions(database, now);
  const before = new Date(now.getTime() - idempotencyHours * 3_600_000);
  let forgotten = 0;
  for (const siteId of await listSiteIds(database)) {
    forgotten += await database.withSite(siteId, (tx) => deleteOldIdempotencyKeys(tx, siteId, before));
  }
  log.info({ event: 'tables.maintained', partitionsMade: made, idempotencyKeysForgotten: forgotten });
}
