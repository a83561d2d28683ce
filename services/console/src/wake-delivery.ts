import { newId } from '@moderato/domain';
import type { ConsoleDeps } from './deps.js';

/** A hint: delivery's timer finds what a lost one would have told. */
export async function wakeDelivery({ queues, log, clock }: ConsoleDeps, siteId: string): Promise<void> {
  try {
    await queues.enqueue('dispatch', [{ siteId, nudgeId: newId(clock.now()) }]);
  } catch (err) {
    log.warn({ event: 'dispatch.not_enqueued', siteId, err });
  }
}
