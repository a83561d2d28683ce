import { loadConfig, serviceSettings } from '@moderato/config';
import { Database, findSiteIdBySlug, MasterKeys } from '@moderato/database';
import { z } from 'zod';
import { type Io, UsageError } from './io.js';

const settings = z.object({ DATABASE_URL: serviceSettings.DATABASE_URL });
const withKeys = settings.extend({ MODERATO_MASTER_KEY: serviceSettings.MODERATO_MASTER_KEY });

export const masterKeysOf = (io: Io): MasterKeys => new MasterKeys(loadConfig(withKeys, io.env).MODERATO_MASTER_KEY);

export const databaseUrlOf = (io: Io): string => loadConfig(settings, io.env).DATABASE_URL;

/** The database that DATABASE_URL names, at this version's migrations. The caller closes it. */
export async function openDatabase(io: Io): Promise<Database> {
  const database = new Database({ url: databaseUrlOf(io), maxConnections: 2, applicationName: 'moderato-cli' });
  try {
    await database.check();
    return database;
  } catch (error) {
    await database.close();
    throw error;
  }
}

/** Runs `work` on the database that DATABASE_URL names and closes it afterwards. */
export async function withDatabase<T>(io: Io, work: (database: Database) => Promise<T>): Promise<T> {
  const database = await openDatabase(io);
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}

/** The site's id; a slug that nothing bears is misuse. */
export async function siteIdOf(database: Database, slug: string): Promise<string> {
  const id = await findSiteIdBySlug(database, slug);
  if (!id)
    throw new UsageError(`there is no site with the slug ${slug}; \`moderato sites list\` names those there are`);
  return id;
}
