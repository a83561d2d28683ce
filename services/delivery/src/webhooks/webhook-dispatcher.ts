import {
  buryUndeliverable,
  type ClaimedDelivery,
  claimDeliveries,
  type Database,
  JoinedWrites,
  listSitesWithDueDeliveries,
} from '@moderato/database';
import type { Logger } from '@moderato/observability';
import pLimit, { type LimitFunction } from 'p-limit';
import type { DeliveryMetrics } from '../delivery-metrics.js';
import { type AttemptDeps, type Attempted, attemptDelivery, isOverloaded } from './attempt-delivery.js';
import { EndpointLoad } from './endpoint-load.js';
import { recordOutcomes } from './record-outcomes.js';

const perFailingEndpoint = 4;

export interface WebhookDispatcherOptions extends AttemptDeps {
  database: Database;
  log: Logger;
  metrics: DeliveryMetrics;
  /** Right of the @ in Message-IDs. */
  mailDomain: string;
  leaseMs?: number;
  /** What must be left of a lease when an exchange begins: longer than one may take. */
  leaseLeftMs?: number;
  /** Told when there is room for more of an endpoint that had enough in hand. */
  onRoom?: () => void;
  /** Deliveries claimed at once for one endpoint; more are claimed when half of them are done. */
  perEndpoint?: number;
  /** Exchanges at once with one endpoint. */
  atOnce?: number;
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
  readonly #limits = new Map<string, LimitFunction>();
  readonly #perEndpoint: number;
  readonly #atOnce: number;
  readonly #most: number;
  readonly #leaseMs: number;
  readonly #leaseLeftMs: number;
  #stopping = false;
  #abandoned = false;

  constructor(options: WebhookDispatcherOptions) {
    this.#options = options;
    this.#perEndpoint = options.perEndpoint ?? 64;
    this.#atOnce = options.atOnce ?? 16;
    this.#most = options.most ?? 2_048;
    this.#leaseMs = options.leaseMs ?? 60_000;
    this.#leaseLeftMs = options.leaseLeftMs ?? 35_000;
    this.#load = new EndpointLoad(Math.ceil(this.#perEndpoint / 2));
    this.#writes = new JoinedWrites((siteId, outcomes) => this.#record(siteId, outcomes));
  }

  /** Claims what is due and starts sending it, without waiting for answers. Returns how many were claimed. */
  async pass(): Promise<number> {
    const { database, clock } = this.#options;
    const perEndpoint = this.#perEndpoint;
    let claimed = 0;
    for (const siteId of await listSitesWithDueDeliveries(database, clock.now())) {
      const limit = this.#most - this.#load.total;
      if (limit <= 0) break;
      const at = clock.now();
      const except = this.#load.unavailable(at);
      const leasedUntil = new Date(at.getTime() + this.#leaseMs);
      const deliveries = await database.withSite(siteId, async (tx) => {
        await buryUndeliverable(tx, siteId, at);
        return claimDeliveries(tx, siteId, { at, leasedUntil, perEndpoint, perFailingEndpoint, limit, except });
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
    this.#stopping = true;
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
    const { endpointId } = delivery;
    this.#load.take(endpointId);
    const limit = this.#limits.get(endpointId) ?? pLimit(this.#atOnce);
    this.#limits.set(endpointId, limit);
    const work = limit(() => this.#attempt(siteId, delivery)).finally(() => {
      this.#inHand.delete(work);
      if (limit.activeCount + limit.pendingCount === 0) this.#limits.delete(endpointId);
      if (this.#load.release(endpointId) || this.#load.total === this.#most - 1) this.#options.onRoom?.();
    });
    this.#inHand.add(work);
  }

  /** What is no longer to be sent under its lease is left until that has run out. */
  #isHeldBack({ endpointId, leasedUntil }: ClaimedDelivery): boolean {
    const now = this.#options.clock.now();
    const isLate = leasedUntil.getTime() - now.getTime() < this.#leaseLeftMs;
    return this.#stopping || isLate || this.#load.isResting(endpointId, now);
  }

  async #attempt(siteId: string, delivery: ClaimedDelivery): Promise<void> {
    const { log, clock } = this.#options;
    if (this.#isHeldBack(delivery)) return;
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
    const { database, clock, log, metrics, mailDomain } = this.#options;
    const at = clock.now();
    const { deliveryIds, disabled } = await recordOutcomes(database, siteId, { outcomes, mailDomain, at });
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
    for (const one of disabled) log.warn({ event: 'endpoint.disabled', siteId, ...one });
  }
}
