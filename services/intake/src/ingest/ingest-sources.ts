import { type Database, type MasterKeys, openIngestSource } from '@moderato/database';
import type { InboundScheme } from '@moderato/webhooks';
import { LRUCache } from 'lru-cache';
import { loadSiteContext, type SiteContext } from '../site-context.js';
import { type Mapping, mappingSchema } from './mapping.js';

export interface OpenSource {
  id: string;
  site: SiteContext;
  scheme: InboundScheme;
  secrets: string[];
  mapping: Mapping;
}

/** Sources that send in signed webhooks, remembered for a second. */
export class IngestSources {
  readonly #cache: LRUCache<string, { source: OpenSource | null }>;

  constructor(database: Database, masterKeys: MasterKeys) {
    this.#cache = new LRUCache({
      max: 1_000,
      ttl: 1_000,
      fetchMethod: async (id) => ({ source: await load(database, masterKeys, id) }),
    });
  }

  /** Null where there is no such source. */
  async find(id: string): Promise<OpenSource | null> {
    return (await this.#cache.fetch(id))?.source ?? null;
  }

  forget(id: string): void {
    this.#cache.delete(id);
  }
}

async function load(database: Database, masterKeys: MasterKeys, id: string): Promise<OpenSource | null> {
  const found = await openIngestSource(database, masterKeys, id);
  const site = found && (await loadSiteContext(database, found.siteId));
  if (!found || !site) return null;
  const { scheme, secrets, mapping } = found;
  return { id, site, scheme: scheme as InboundScheme, secrets, mapping: mappingSchema.parse(mapping) };
}
