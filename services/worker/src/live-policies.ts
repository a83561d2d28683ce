import { type Database, findLiveGuidelines } from '@moderato/database';
import type { Policy } from '@moderato/domain';
import { LRUCache } from 'lru-cache';

/** The live policy of each site, fetched anew after a second, so that a published change is soon obeyed. */
export class LivePolicies {
  readonly #cache: LRUCache<string, { policy: Policy | null }>;

  constructor(database: Database, maxAgeMs = 1_000) {
    this.#cache = new LRUCache({
      max: 1_000,
      ttl: maxAgeMs,
      fetchMethod: async (siteId) => {
        const live = await database.withSite(siteId, (tx) => findLiveGuidelines(tx, siteId));
        return { policy: live?.policy ?? null };
      },
    });
  }

  /** Null where the site has published no guidelines yet. */
  async of(siteId: string): Promise<Policy | null> {
    return (await this.#cache.fetch(siteId))?.policy ?? null;
  }
}
