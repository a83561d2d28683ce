import {
  type Database,
  deleteOldIdempotencyKeys,
  deleteOldIngestReceipts,
  ensurePartitions,
  listSiteIds,
} from '@moderato/database';
import type { Clock } from '@moderato/domain';
import type { Logger } from '@moderato/observability';

const hourMs = 3_600_000;
/** As published: http.md. */
const idempotencyHours = 24;
/** Senders without a timestamp in their signature repeat for days; none for a month. */
const receiptHours = 30 * 24;

/** Makes the coming months' partitions, and forgets Idempotency-Keys and receipts that have served their time. */
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
  const hoursAgo = (hours: number) => new Date(now.getTime() - hours * hourMs);
  const made = await ensurePartitions(database, now);
  let [keys, receipts] = [0, 0];
  for (const siteId of await listSiteIds(database)) {
    await database.withSite(siteId, async (tx) => {
      keys += await deleteOldIdempotencyKeys(tx, siteId, hoursAgo(idempotencyHours));
      receipts += await deleteOldIngestReceipts(tx, siteId, hoursAgo(receiptHours));
    });
  }
  log.info({
    event: 'tables.maintained',
    partitionsMade: made,
    idempotencyKeysForgotten: keys,
    receiptsForgotten: receipts,
  });
}
