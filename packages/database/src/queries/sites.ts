import {
  type AppealSettings,
  type DsaSettings,
  type LadderSettings,
  type SiteSettings,
  siteSettingsSchema,
} from '@moderato/domain';
import type { Database, Queryable } from '../database.js';

export interface Site {
  id: string;
  slug: string;
  name: string;
  settings: SiteSettings;
}

export async function insertSite(db: Queryable, site: Site, at: Date): Promise<void> {
  await db.query('insert into site (id, slug, name, settings, created_at) values ($1, $2, $3, $4, $5)', [
    site.id,
    site.slug,
    site.name,
    site.settings,
    at,
  ]);
}

export async function findSite(db: Queryable, siteId: string): Promise<Site | null> {
  const { rows } = await db.query<Site>('select id, slug, name, settings from site where id = $1', [siteId]);
  const row = rows[0];
  return row ? { ...row, settings: siteSettingsSchema.parse(row.settings) } : null;
}

/** Changes how the site deals with authors who break its guidelines. */
export async function updateBanSettings(tx: Queryable, siteId: string, bans: LadderSettings): Promise<void> {
  await tx.query(`update site set settings = settings || jsonb_build_object('bans', $2::jsonb) where id = $1`, [
    siteId,
    JSON.stringify(bans),
  ]);
}

/** Changes what the site does under the EU Digital Services Act. */
export async function updateDsaSettings(tx: Queryable, siteId: string, dsa: DsaSettings): Promise<void> {
  await tx.query(`update site set settings = settings || jsonb_build_object('dsa', $2::jsonb) where id = $1`, [
    siteId,
    JSON.stringify(dsa),
  ]);
}

/** Changes how the site deals with appeals. */
export async function updateAppealSettings(tx: Queryable, siteId: string, appeals: AppealSettings): Promise<void> {
  await tx.query(`update site set settings = settings || jsonb_build_object('appeals', $2::jsonb) where id = $1`, [
    siteId,
    JSON.stringify(appeals),
  ]);
}

export async function findSiteIdBySlug(database: Database, slug: string): Promise<string | null> {
  const rows = await database.acrossSites<{ id: string | null }>('select site_of_slug($1) as id', [slug]);
  return rows[0]?.id ?? null;
}

export async function listSiteIds(database: Database): Promise<string[]> {
  return (await database.acrossSites<{ id: string }>('select id from all_sites() as id')).map(({ id }) => id);
}
