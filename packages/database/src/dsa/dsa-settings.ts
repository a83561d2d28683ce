import { AppError, type DsaSettingsInput, type DsaSettingsView, newId } from '@moderato/domain';
import type pg from 'pg';
import type { Staff } from '../change-penalties.js';
import type { Queryable } from '../database.js';
import { recordActions } from '../ledger.js';
import type { MasterKeys } from '../master-keys.js';
import { findSite, updateDsaSettings } from '../queries/sites.js';

/** The settings as they may be shown. Throws AppError `not_found`. */
export async function viewDsaSettings(db: Queryable, siteId: string): Promise<DsaSettingsView> {
  const site = await findSite(db, siteId);
  if (!site) throw new AppError('not_found');
  const { dsa } = site.settings;
  const { rowCount } = await db.query('select from transparency_token where site_id = $1', [siteId]);
  return { ...dsa, submission: { ...dsa.submission, hasToken: rowCount === 1 } };
}

/**
 * Changes them, with an entry on the record that does not hold the token. Throws AppError `validation` where statements
 * are to be sent without a token.
 */
export async function changeDsaSettings(
  tx: pg.PoolClient,
  masterKeys: MasterKeys,
  { siteId, settings, staff }: { siteId: string; settings: DsaSettingsInput; staff: Staff },
): Promise<DsaSettingsView> {
  const { actor, at } = staff;
  const { token, ...submission } = settings.submission;
  const data = { ...settings, submission };
  if (token === null) await tx.query('delete from transparency_token where site_id = $1', [siteId]);
  else if (token !== undefined) await keepToken(tx, masterKeys, { siteId, token, at });
  await updateDsaSettings(tx, siteId, data);
  const view = await viewDsaSettings(tx, siteId);
  if (submission.enabled && !view.submission.hasToken) {
    const detail = 'is needed to send statements: give it, or set submission.enabled to false';
    throw new AppError('validation', { errors: [{ pointer: '/submission/token', code: 'required', detail }] });
  }
  await recordActions(tx, siteId, [{ id: newId(at), kind: 'dsa.configured', subjectId: siteId, actor, data }], at);
  return view;
}

async function keepToken(
  tx: Queryable,
  masterKeys: MasterKeys,
  { siteId, token, at }: { siteId: string; token: string; at: Date },
): Promise<void> {
  const { wrapped, version } = masterKeys.wrap(Buffer.from(token));
  await tx.query(
    `insert into transparency_token (id, site_id, token, key_version, changed_at) values ($1, $2, $3, $4, $5)
     on conflict (site_id) do update set token = excluded.token, key_version = excluded.key_version, changed_at = $5`,
    [newId(at), siteId, wrapped, version, at],
  );
}

/** Null where the site has none. Throws where its master key is not configured. */
export async function findTransparencyToken(
  db: Queryable,
  masterKeys: MasterKeys,
  siteId: string,
): Promise<string | null> {
  const { rows } = await db.query<{ wrapped: Buffer; version: number }>(
    'select token as wrapped, key_version as version from transparency_token where site_id = $1',
    [siteId],
  );
  return rows[0] ? masterKeys.unwrap(rows[0]).toString('utf8') : null;
}
