import { type Database, findDecidingGuidelines, type StoredGuidelines } from '@moderato/database';
import type { Policy } from '@moderato/domain';
import { LRUCache } from 'lru-cache';

type Deciding = Record<'live' | 'shadow', StoredGuidelines | null>;

/** What decides at each site, fetched anew after a second, so that a published change is soon obeyed. */
export class LivePolicies {
  readonly #cache: LRUCache<string, Deciding>;

  constructor(database: Database, maxAgeMs = 1_000) {
    this.#cache = new LRUCache({
      max: 1_000,
      ttl: maxAgeMs,
      fetchMethod: (siteId) => database.withSite(siteId, (tx) => findDecidingGuidelines(tx, siteId)),
    });
  }

  /** Null where the site has published no guidelines yet. */
  async of(siteId: string): Promise<Policy | null> {
    return (await this.deciding(siteId)).live?.policy ?? null;
  }

  /** The live version and the one in shadow, where the site has them. */
  async deciding(siteId: string): Promise<Deciding> {
    return (await this.#cache.fetch(siteId)) ?? { live: null, shadow: null };
  }
}
