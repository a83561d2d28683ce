import { countHeldDegraded, type Database, type PendingRevision, readBacklog } from '@moderato/database';
import type { Clock, Decision } from '@moderato/domain';
import { Counter, Gauge, Histogram, type Registry } from '@moderato/observability';
import type { Queues } from '@moderato/queues';

export interface WorkerMetrics {
  decided(decisions: Decision[], pending: PendingRevision[], at: Date): void;
  decidedAgain(decisions: Decision[]): void;
}

/** Decisions by outcome, time from accepted to decided, and gauges of what waits, read when they are scraped. */
export function createWorkerMetrics(
  registry: Registry,
  { database, queues, clock }: { database: Database; queues: Queues; clock: Clock },
): WorkerMetrics {
  const registers = [registry];
  const decided = new Counter({
    name: 'moderato_comments_decided_total',
    help: 'Automatic decisions',
    labelNames: ['outcome', 'degraded'],
    registers,
  });
  const again = new Counter({
    name: 'moderato_comments_decided_again_total',
    help: 'Automatic decisions over earlier ones that were made in a degraded state',
    labelNames: ['outcome'],
    registers,
  });
  new Gauge({
    name: 'moderato_held_degraded',
    help: 'Comments held because something was missing or failed, to be decided again once it is back; to 100,000',
    registers,
    async collect() {
      this.set(await countHeldDegraded(database));
    },
  });
  const waited = new Histogram({
    name: 'moderato_accepted_to_decided_seconds',
    help: 'Time from a comment being accepted to its automatic decision',
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300],
    registers,
  });
  const oldest = new Gauge({
    name: 'moderato_oldest_pending_seconds',
    help: 'Age of the oldest comment without a decision',
    registers,
  });
  new Gauge({
    name: 'moderato_backlog',
    help: 'Comments without a decision, and deliveries and mails not yet sent; each counts to 100,000',
    labelNames: ['what'],
    registers,
    async collect() {
      const { pending, deliveries, mails, oldestPending } = await readBacklog(database, clock.now());
      this.set({ what: 'comments' }, pending);
      this.set({ what: 'deliveries' }, deliveries);
      this.set({ what: 'mails' }, mails);
      oldest.set(oldestPending ? Math.max(0, (clock.now().getTime() - oldestPending.getTime()) / 1000) : 0);
    },
  });
  new Gauge({
    name: 'moderato_queue_jobs',
    help: 'Jobs of the deciding queue',
    labelNames: ['state'],
    registers,
    async collect() {
      const { waiting, active } = await queues.depth('decide-comments');
      this.set({ state: 'waiting' }, waiting);
      this.set({ state: 'active' }, active);
    },
  });
  return {
    decidedAgain(decisions) {
      for (const { outcome } of decisions) again.inc({ outcome });
    },
    decided(decisions, pending, at) {
      const receivedAt = new Map(pending.map((revision) => [revision.commentId, revision.receivedAt.getTime()]));
      for (const { outcome, degraded, commentId } of decisions) {
        decided.inc({ outcome, degraded: String(degraded.length > 0) });
        waited.observe(Math.max(0, at.getTime() - (receivedAt.get(commentId) ?? at.getTime())) / 1000);
      }
    },
  };
}
