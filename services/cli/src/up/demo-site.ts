import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Database, findApiKey, findSiteIdBySlug, insertApiKey, newApiKey } from '@moderato/database';
import { newId } from '@moderato/domain';
import { createSite } from '../create-site.js';

export const demoSlug = 'hawaii-warrior-world';
const fixtures = join(import.meta.dirname, '..', '..', 'fixtures', demoSlug);
const requestsPerMinute = 6_000_000;

export interface DemoSite {
  siteId: string;
  apiKey: string;
  webhookSecret: string;
}

interface SiteFile {
  name: string;
  publisher: string;
  form: { requiredFields: ('comment' | 'author' | 'email')[]; termsName: string };
}

/** The first site, with a key that stays the same from one start to the next: both are kept in `folder`. */
export async function ensureDemoSite(databaseUrl: string, folder: string): Promise<DemoSite> {
  const database = new Database({ url: databaseUrl, maxConnections: 2, applicationName: 'moderato-up' });
  try {
    const siteId = (await findSiteIdBySlug(database, demoSlug)) ?? (await createDemoSite(database));
    const { apiKey, webhookSecret } = await ensureSecrets(join(folder, 'demo.json'));
    if (!(await findApiKey(database, apiKey))) {
      const at = new Date();
      const key = { id: newId(at), siteId, name: 'demo', requestsPerMinute };
      await database.withSite(siteId, (tx) => insertApiKey(tx, key, apiKey, at));
    }
    return { siteId, apiKey, webhookSecret };
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

async function ensureSecrets(file: string): Promise<Omit<DemoSite, 'siteId'>> {
  const known = await readFile(file, 'utf8').catch(() => null);
  if (known) return JSON.parse(known);
  const made = { apiKey: newApiKey(), webhookSecret: `whsec_${randomBytes(32).toString('base64')}` };
  await writeFile(file, JSON.stringify(made), { mode: 0o600 });
  return made;
}

/** The master key from the environment, else one made on first use and kept in `folder`. */
export async function ensureMasterKey(folder: string, given: string | undefined): Promise<string> {
  if (given) return given;
  const file = join(folder, 'master-key');
  const known = await readFile(file, 'utf8').catch(() => null);
  if (known) return known.trim();
  const made = randomBytes(32).toString('hex');
  await writeFile(file, `${made}\n`, { mode: 0o600 });
  return made;
}
