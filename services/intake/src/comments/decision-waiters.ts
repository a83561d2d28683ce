import { type CommentState, type Database, findComments } from '@moderato/database';
import type { Logger } from '@moderato/observability';

const tickMs = 20;

interface Waiter {
  commentId: string;
  deadline: number;
  resolve(state: CommentState | null): void;
}

/**
 * Requests that wait for their comment's decision. However many wait at a site, Postgres is asked once every 20 ms for
 * all of them: the worker is another process, and a decision's row is the only word of it that cannot get lost.
 */
export class DecisionWaiters {
  readonly #sites = new Map<string, Set<Waiter>>();
  readonly #database: Database;
  readonly #log: Logger;

  constructor(database: Database, log: Logger) {
    this.#database = database;
    this.#log = log;
  }

  /** The comment once it is decided, or null when `waitMs` have passed before. */
  wait(siteId: string, commentId: string, waitMs: number): Promise<CommentState | null> {
    return new Promise((resolve) => {
      const waiter = { commentId, deadline: performance.now() + waitMs, resolve };
      const waiters = this.#sites.get(siteId);
      if (waiters) {
        waiters.add(waiter);
        return;
      }
      this.#sites.set(siteId, new Set([waiter]));
      setTimeout(() => void this.#tick(siteId), tickMs / 2);
    });
  }

  async #tick(siteId: string): Promise<void> {
    const waiters = this.#sites.get(siteId) ?? new Set();
    const ids = [...new Set([...waiters].map(({ commentId }) => commentId))];
    try {
      const decided = await this.#database.withSite(siteId, (tx) =>
        findComments(tx, siteId, ids, { decidedOnly: true }),
      );
      const byId = new Map(decided.map((state) => [state.id, state]));
      for (const waiter of waiters) {
        const state = byId.get(waiter.commentId);
        if (state) this.#settle(waiters, waiter, state);
      }
    } catch (err) {
      // The comments are safe: those who wait get their 202 when their time is up.
      this.#log.warn({ event: 'wait.failed', siteId, err });
    }
    const now = performance.now();
    for (const waiter of waiters) if (waiter.deadline <= now) this.#settle(waiters, waiter, null);
    if (waiters.size === 0) this.#sites.delete(siteId);
    else setTimeout(() => void this.#tick(siteId), tickMs);
  }

  #settle(waiters: Set<Waiter>, waiter: Waiter, state: CommentState | null): void {
    waiters.delete(waiter);
    waiter.resolve(state);
  }
}
