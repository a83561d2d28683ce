import { type Database, findApiKey, findDecidingGuidelines, findSite, noteKeyUse } from '@moderato/database';
import type { Policy, SiteSettings } from '@moderato/domain';
import { contextAsked } from '@moderato/engine';
import type { Credential } from '@moderato/http';

/** What a submission is measured by. */
export interface SiteContext {
  siteId: string;
  settings: SiteSettings;
  /** Null while the site has no live guidelines. */
  policy: Policy | null;
  /** Whether the guidelines that are live, or in shadow, forbid the same text again. */
  seeksRepeats: boolean;
}

export type KeyContext = Credential & SiteContext;

/** Null where there is no such site. */
export function loadSiteContext(database: Database, siteId: string): Promise<SiteContext | null> {
  return database.withSite(siteId, async (tx) => {
    const site = await findSite(tx, siteId);
    if (!site) return null;
    const { live, shadow } = await findDecidingGuidelines(tx, siteId);
    const asked = contextAsked([live?.policy, shadow?.policy]);
    return { siteId, settings: site.settings, policy: live?.policy ?? null, seeksRepeats: asked.has('earlier') };
  });
}

/** The site that `key` speaks for; null for a key that is unknown or revoked. Its use is noted, to the minute. */
export async function loadKeyContext(database: Database, key: string, at: Date): Promise<KeyContext | null> {
  const apiKey = await findApiKey(database, key);
  if (!apiKey) return null;
  await database.withSite(apiKey.siteId, (tx) => noteKeyUse(tx, apiKey.siteId, apiKey.id, at));
  const context = await loadSiteContext(database, apiKey.siteId);
  return context && { ...context, keyId: apiKey.id, requestsPerMinute: apiKey.requestsPerMinute };
}
