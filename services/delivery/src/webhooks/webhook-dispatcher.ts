import {
  buryUndeliverable,
  type ClaimedDelivery,
  claimDeliveries,
  type Database,
  listSitesWithDueDeliveries,
} from '@moderato/database';
import type { Logger } from '@moderato/observability';
import type { DeliveryMetrics } from '../delivery-metrics.js';
import { type AttemptDeps, type Attempted, attemptDelivery, isOverloaded } from './attempt-delivery.js';
import { EndpointLoad } from './endpoint-load.js';
import { JoinedWrites } from './joined-writes.js';
import { recordOutcomes } from './record-outcomes.js';

const leaseMs = 60_000;

export interface WebhookDispatcherOptions extends AttemptDeps {
  database: Database;
  log: Logger;
  metrics: DeliveryMetrics;
  /** Told when there is room for more of an endpoint that had enough in hand. */
  onRoom?: () => void;
  /** Deliveries claimed at once for one endpoint; it has twice as many in hand at most. */
  perEndpoint?: number;
  /** Deliveries in hand over all endpoints. */
  most?: number;
}

/**
 * Takes due deliveries under a lease, sends them side by side and records what came of it. A lease of a process that
 * was killed runs out, and the delivery is sent again under the same id.
 */
export class WebhookDispatcher {
  readonly #options: WebhookDispatcherOptions;
  readonly #load: EndpointLoad;
  readonly #inHand = new Set<Promise<void>>();
  readonly #writes: JoinedWrites<Attempted>;
  readonly #perEndpoint: number;
  readonly #most: number;
  #abandoned = false;

  constructor(options: WebhookDispatcherOptions) {
    this.#options = options;
    this.#perEndpoint = options.perEndpoint ?? 16;
    this.#most = options.most ?? 512;
    this.#load = new EndpointLoad(this.#perEndpoint);
    this.#writes = new JoinedWrites((siteId, outcomes) => this.#record(siteId, outcomes));
  }

  /** Claims what is due and starts sending it, without waiting for answers. Returns how many were claimed. */
  async pass(): Promise<number> {
    const { database, clock } = this.#options;
    let claimed = 0;
    for (const siteId of await listSitesWithDueDeliveries(database, clock.now())) {
      const limit = this.#most - this.#load.total;
      if (limit <= 0) break;
      const at = clock.now();
      const except = this.#load.unavailable(at);
      const leasedUntil = new Date(at.getTime() + leaseMs);
      const deliveries = await database.withSite(siteId, async (tx) => {
        await buryUndeliverable(tx, siteId, at);
        return claimDeliveries(tx, siteId, { at, leasedUntil, perEndpoint: this.#perEndpoint, limit, except });
      });
      for (const delivery of deliveries) this.#start(siteId, delivery);
      claimed += deliveries.length;
    }
    return claimed;
  }

  /** Resolves once nothing is in hand. */
  async idle(): Promise<void> {
    while (this.#inHand.size > 0) await Promise.all(this.#inHand);
  }

  /** Sends all that is due now and waits for it; for tests and for emptying the outbox. Returns how many were sent. */
  async tick(): Promise<number> {
    let sent = 0;
    for (;;) {
      const claimed = await this.pass();
      await this.idle();
      if (claimed === 0) return sent;
      sent += claimed;
    }
  }

  /** Waits `limitMs` for what is in hand, then leaves the rest to the next dispatcher, unrecorded. */
  async stop(limitMs: number): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const limit = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, limitMs);
    });
    await Promise.race([this.idle(), limit]);
    clearTimeout(timer);
    this.#abandoned = true;
    await this.#options.sender.close();
    await this.idle();
  }

  #start(siteId: string, delivery: ClaimedDelivery): void {
    this.#load.take(delivery.endpointId);
    const work = this.#attempt(siteId, delivery).finally(() => {
      this.#inHand.delete(work);
      if (this.#load.release(delivery.endpointId) || this.#load.total === this.#most - 1) this.#options.onRoom?.();
    });
    this.#inHand.add(work);
  }

  async #attempt(siteId: string, delivery: ClaimedDelivery): Promise<void> {
    const { log, clock } = this.#options;
    try {
      const outcome = await attemptDelivery(delivery, this.#options);
      if (this.#abandoned) return;
      if (isOverloaded(outcome)) this.#load.slowDown(outcome.endpointId, clock.now(), outcome.retryAfterMs ?? 0);
      else if (outcome.state === 'delivered') this.#load.recovered(outcome.endpointId);
      await this.#writes.add(siteId, outcome);
    } catch (err) {
      // Sent, perhaps received, but not written down: the lease runs out and it is sent again under the same id.
      log.warn({ event: 'delivery.unrecorded', siteId, deliveryId: delivery.id, err });
    }
  }

  async #record(siteId: string, outcomes: Attempted[]): Promise<void> {
    const { database, clock, log, metrics } = this.#options;
    const { deliveryIds, disabled } = await recordOutcomes(database, siteId, outcomes, clock.now());
    for (const outcome of outcomes) {
      const { deliveryId, endpointId, eventType, attempt, status, error, state, nextAttemptAt, durationMs } = outcome;
      if (!deliveryIds.has(deliveryId)) {
        log.warn({ event: 'delivery.lease_lost', siteId, deliveryId, endpointId });
        continue;
      }
      const result = state === 'pending' ? 'retry' : state;
      metrics.attempted('webhook', result, durationMs);
      const about = { siteId, deliveryId, endpointId, eventType, attempt, status, error, durationMs, nextAttemptAt };
      log.info({ event: 'delivery.attempted', result, ...about });
    }
    for (const { endpointId, reason } of disabled) log.warn({ event: 'endpoint.disabled', siteId, endpointId, reason });
  }
}
