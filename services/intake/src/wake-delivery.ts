import { randomUUID } from 'node:crypto';
import type { IntakeDeps } from './deps.js';

/** Tells delivery that something is due. Not waited for: delivery looks by itself every second or so. */
export function wakeDelivery({ queues, log }: Pick<IntakeDeps, 'queues' | 'log'>, siteId: string): void {
  queues
    .enqueue('dispatch', [{ siteId, nudgeId: randomUUID() }])
    .catch((err: Error) => log.warn({ event: 'enqueue.failed', siteId, err }));
}
