import { LRUCache } from 'lru-cache';
import { type RateLimiterAbstract, RateLimiterRes } from 'rate-limiter-flexible';

/** Requests that are left to a key in its window. */
export interface Taken {
  allowed: boolean;
  remaining: number;
  msBeforeNext: number;
}

interface Lot {
  /** Of this lot, for this process to give out. */
  left: number;
  /** Of the whole quota beyond the lot, when it was taken. */
  beyond: number;
  /** By `performance.now()`. */
  endsAtMs: number;
}

/** A large quota is taken in so many lots; one below that, request by request. */
const lotsOfQuota = 500;

/**
 * Spends a quota that `limiter` counts, perhaps for several processes, in lots: a busy key asks the counter once for
 * hundreds of requests, and a small quota is counted to the last request. What is left of a lot when its window ends
 * is forfeited, at most 1/500 of the quota a process.
 */
export class QuotaLots {
  readonly #limiter: RateLimiterAbstract;
  readonly #points: number;
  readonly #lotSize: number;
  readonly #lots = new LRUCache<string, Lot>({ max: 10_000 });
  readonly #asking = new Map<string, Promise<Lot>>();

  constructor(limiter: RateLimiterAbstract, points: number) {
    this.#limiter = limiter;
    this.#points = points;
    this.#lotSize = Math.max(1, Math.floor(points / lotsOfQuota));
  }

  async take(key: string): Promise<Taken> {
    for (;;) {
      const lot = this.#current(key) ?? (await this.#ask(key));
      const msBeforeNext = Math.max(0, lot.endsAtMs - performance.now());
      if (lot.left > 0) {
        lot.left--;
        return { allowed: true, remaining: lot.left + lot.beyond, msBeforeNext };
      }
      if (lot.beyond === 0) return { allowed: false, remaining: 0, msBeforeNext };
      // Others who waited for the same lot have used it up.
      this.#lots.delete(key);
    }
  }

  #current(key: string): Lot | undefined {
    const lot = this.#lots.get(key);
    if (!lot || lot.endsAtMs <= performance.now()) return undefined;
    return lot.left > 0 || lot.beyond === 0 ? lot : undefined;
  }

  #ask(key: string): Promise<Lot> {
    let asking = this.#asking.get(key);
    if (!asking) {
      asking = this.#consume(key).finally(() => this.#asking.delete(key));
      this.#asking.set(key, asking);
    }
    return asking;
  }

  async #consume(key: string): Promise<Lot> {
    const counted = await this.#limiter.consume(key, this.#lotSize).catch((refused: unknown) => {
      if (refused instanceof RateLimiterRes) return refused;
      throw refused;
    });
    const before = counted.consumedPoints - this.#lotSize;
    const left = Math.min(this.#lotSize, Math.max(0, this.#points - before));
    const beyond = Math.max(0, this.#points - counted.consumedPoints);
    const lot = { left, beyond, endsAtMs: performance.now() + counted.msBeforeNext };
    this.#lots.set(key, lot);
    return lot;
  }
}
