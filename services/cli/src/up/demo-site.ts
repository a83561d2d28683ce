import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  Database,
  findApiKey,
  findSiteIdBySlug,
  insertApiKey,
  insertIngestSource,
  listIngestSources,
  type MasterKeys,
  newApiKey,
} from '@moderato/database';
import { newId } from '@moderato/domain';
import { writeWhole } from '@moderato/embedded';
import { createSite } from '../create-site.js';

export const demoSlug = 'hawaii-warrior-world';
export const fixtures = join(import.meta.dirname, '..', '..', 'fixtures', demoSlug);
const requestsPerMinute = 6_000_000;
const sourceName = 'demo';

export interface DemoSite {
  siteId: string;
  apiKey: string;
  /** Signs what the site's own software sends to the ingest source `sourceId` (Standard Webhooks). */
  webhookSecret: string;
  sourceId: string;
  /** Made by this call: nothing was posted to it yet. */
  isNew: boolean;
}

/** The source takes a submission as it is, in the envelope's `data`. */
const mapping = {
  externalId: '/data/externalId',
  body: '/data/body',
  author: { id: '/data/author/id', name: '/data/author/name', email: '/data/author/email', ip: '/data/author/ip' },
  story: { id: '/data/story/id', url: '/data/story/url', title: '/data/story/title' },
  acceptedTerms: '/data/acceptedTerms',
};

interface SiteFile {
  name: string;
  publisher: string;
  form: { requiredFields: ('comment' | 'author' | 'email')[]; termsName: string };
}

/** The first site, with a key that stays the same from one start to the next: both are kept in `folder`. */
export async function ensureDemoSite(databaseUrl: string, masterKeys: MasterKeys, folder: string): Promise<DemoSite> {
  const database = new Database({ url: databaseUrl, maxConnections: 2, applicationName: 'moderato-up' });
  try {
    const known = await findSiteIdBySlug(database, demoSlug);
    const siteId = known ?? (await createDemoSite(database));
    const { apiKey, webhookSecret } = await ensureSecrets(join(folder, 'demo.json'));
    if (!(await findApiKey(database, apiKey))) {
      const at = new Date();
      const key = { id: newId(at), siteId, name: 'demo', requestsPerMinute };
      await database.withSite(siteId, (tx) => insertApiKey(tx, key, apiKey, at));
    }
    const sourceId = await ensureSource(database, masterKeys, { siteId, webhookSecret });
    return { siteId, apiKey, webhookSecret, sourceId, isNew: known === null };
  } finally {
    await database.close();
  }
}

async function createDemoSite(database: Database): Promise<string> {
  const site = JSON.parse(await readFile(join(fixtures, 'site.json'), 'utf8')) as SiteFile;
  const { siteId } = await createSite(database, {
    slug: demoSlug,
    name: site.name,
    guidelinesFile: join(fixtures, 'guidelines.txt'),
    settings: {
      publisher: site.publisher,
      requiredFields: site.form.requiredFields,
      requireTerms: true,
      termsName: site.form.termsName,
    },
  });
  return siteId;
}

async function ensureSource(
  database: Database,
  masterKeys: MasterKeys,
  { siteId, webhookSecret }: { siteId: string; webhookSecret: string },
): Promise<string> {
  return database.withSite(siteId, async (tx) => {
    const known = (await listIngestSources(tx, siteId, { limit: 200 })).find(({ name }) => name === sourceName);
    if (known) return known.id;
    const at = new Date();
    const scheme = 'standard-webhooks';
    const source = { id: newId(at), siteId, name: sourceName, scheme, secrets: [webhookSecret], mapping };
    await insertIngestSource(tx, masterKeys, source, at);
    return source.id;
  });
}

async function ensureSecrets(file: string): Promise<Pick<DemoSite, 'apiKey' | 'webhookSecret'>> {
  const known = await readFile(file, 'utf8').catch(() => null);
  if (known) return JSON.parse(known);
  const made = { apiKey: newApiKey(), webhookSecret: `whsec_${randomBytes(32).toString('base64')}` };
  await writeWhole(file, JSON.stringify(made));
  return made;
}
