import { countMailAlarms, countWatchAlarms, type Database, readBacklog } from '@moderato/database';
import { type Clock, type WatchResult, watchAlarms } from '@moderato/domain';
import { Counter, Gauge, Histogram, type Registry } from '@moderato/observability';

export interface DeliveryMetrics {
  attempted(kind: 'webhook' | 'mail', result: 'delivered' | 'retry' | 'dead', durationMs: number): void;
  looked(result: WatchResult): void;
}

/** Attempts by result, how long they took, and what waits, read when it is scraped. */
export function createDeliveryMetrics(
  registry: Registry,
  { database, clock }: { database: Database; clock: Clock },
): DeliveryMetrics {
  const registers = [registry];
  const attempts = new Counter({
    name: 'moderato_delivery_attempts_total',
    help: 'Attempts to deliver webhooks and mails',
    labelNames: ['kind', 'result'],
    registers,
  });
  const durations = new Histogram({
    name: 'moderato_delivery_attempt_seconds',
    help: 'Time that an attempt took, the answer included',
    labelNames: ['kind'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 15],
    registers,
  });
  new Gauge({
    name: 'moderato_outbox_backlog',
    help: 'Webhook deliveries and mails not yet delivered; each counts to 100,000',
    labelNames: ['kind'],
    registers,
    async collect() {
      const { deliveries, mails } = await readBacklog(database, clock.now());
      this.set({ kind: 'webhook' }, deliveries);
      this.set({ kind: 'mail' }, mails);
    },
  });
  const looks = new Counter({
    name: 'moderato_watch_looks_total',
    help: 'Looks at watched guidelines pages, by what came of them',
    labelNames: ['result'],
    registers,
  });
  new Gauge({
    name: 'moderato_watch_alarms',
    help: 'Sites whose watched guidelines page has an alarm',
    labelNames: ['kind'],
    registers,
    async collect() {
      for (const kind of watchAlarms) this.set({ kind }, 0);
      for (const { kind, sites } of await countWatchAlarms(database)) this.set({ kind }, sites);
    },
  });
  new Gauge({
    name: 'moderato_mail_alarms',
    help: 'Sites’ own addresses that are dead or whose servers refuse mail, and mails that wait for an address',
    labelNames: ['kind'],
    registers,
    async collect() {
      for (const { kind, count } of await countMailAlarms(database, clock.now())) this.set({ kind }, count);
    },
  });
  return {
    looked: (result) => looks.inc({ result }),
    attempted(kind, result, durationMs) {
      attempts.inc({ kind, result });
      durations.observe({ kind }, durationMs / 1000);
    },
  };
}
