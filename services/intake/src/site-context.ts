import { type Database, findApiKey, findLiveGuidelines, findSite } from '@moderato/database';
import type { Policy, SiteSettings } from '@moderato/domain';
import type { Credential } from '@moderato/http';

/** What a submission is measured by. */
export interface SiteContext {
  siteId: string;
  settings: SiteSettings;
  /** Null while the site has no live guidelines. */
  policy: Policy | null;
}

export type KeyContext = Credential & SiteContext;

/** Null where there is no such site. */
export function loadSiteContext(database: Database, siteId: string): Promise<SiteContext | null> {
  return database.withSite(siteId, async (tx) => {
    const site = await findSite(tx, siteId);
    if (!site) return null;
    const guidelines = await findLiveGuidelines(tx, siteId);
    return { siteId, settings: site.settings, policy: guidelines?.policy ?? null };
  });
}

/** The site that `key` speaks for; null for a key that is unknown or revoked. */
export async function loadKeyContext(database: Database, key: string): Promise<KeyContext | null> {
  const apiKey = await findApiKey(database, key);
  if (!apiKey) return null;
  const context = await loadSiteContext(database, apiKey.siteId);
  return context && { ...context, keyId: apiKey.id, requestsPerMinute: apiKey.requestsPerMinute };
}
