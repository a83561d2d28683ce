import { newId, type ReportMailSettings } from '@moderato/domain';
import type pg from 'pg';
import type { Staff } from '../change-penalties.js';
import { recordActions } from '../ledger.js';
import { clearAddress } from './mail-addresses.js';

/**
 * Changes how much is mailed to the site's desk, and to whom, with an entry on the record that leaves the addresses
 * out: the record is for good, and they are people's.
 */
export async function changeReportMail(
  tx: pg.PoolClient,
  siteId: string,
  settings: ReportMailSettings,
  { actor, at }: Staff,
): Promise<void> {
  await tx.query(`update site set settings = settings || jsonb_build_object('reports', $2::jsonb) where id = $1`, [
    siteId,
    JSON.stringify(settings),
  ]);
  const { secondContact, ...rest } = settings;
  const data = { ...rest, hasSecondContact: secondContact !== undefined };
  const action = { id: newId(at), kind: 'report_mail.configured', subjectId: siteId, actor, data };
  await recordActions(tx, siteId, [action], at);
}

/** Says that an address of the site takes mail again. False where it has no such address. */
export async function declareAddressWorking(
  tx: pg.PoolClient,
  siteId: string,
  addressId: string,
  { actor, at }: Staff,
): Promise<boolean> {
  if (!(await clearAddress(tx, siteId, addressId))) return false;
  const action = { id: newId(at), kind: 'mail_address.works', subjectId: addressId, actor, data: {} };
  await recordActions(tx, siteId, [action], at);
  return true;
}
