import { readFile } from 'node:fs/promises';
import { type Database, findSiteIdBySlug, insertSite, publishGuidelines, recordActions } from '@moderato/database';
import { AppError, newId, type SiteSettings, siteSettingsSchema } from '@moderato/domain';
import { compile, guidelinesProblems } from '@moderato/guidelines';
import { InputError } from './io.js';

export interface NewSite {
  slug: string;
  name: string;
  guidelinesFile: string;
  settings: Partial<SiteSettings>;
}

/** Makes a site with its first guidelines live. Refuses a slug that is taken and guidelines that say nothing. */
export async function createSite(
  database: Database,
  { slug, name, guidelinesFile, settings }: NewSite,
): Promise<{ siteId: string; clauses: number }> {
  if (await findSiteIdBySlug(database, slug)) throw new InputError(`there is a site with the slug ${slug} already`);
  const source = await readFile(guidelinesFile, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    throw new InputError(`the guidelines file cannot be read (${cause.code}): ${guidelinesFile}`);
  });
  const errors = guidelinesProblems(source);
  if (errors.length > 0) throw new AppError('validation', { detail: 'The guidelines cannot be used.', errors });
  const policy = compile(source, { version: 1 });
  const at = new Date();
  const siteId = newId(at);
  await database.withSite(siteId, async (tx) => {
    await insertSite(tx, { id: siteId, slug, name, settings: siteSettingsSchema.parse(settings) }, at);
    await publishGuidelines(tx, { id: newId(at), siteId, policy, at });
    const data = { version: policy.version, hash: policy.hash };
    await recordActions(
      tx,
      siteId,
      [{ id: newId(at), kind: 'guidelines.published', subjectId: siteId, actor: 'cli', data }],
      at,
    );
  });
  return { siteId, clauses: policy.clauses.length };
}
