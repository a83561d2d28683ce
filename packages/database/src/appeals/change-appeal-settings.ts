import { type AppealSettings, newId } from '@moderato/domain';
import type pg from 'pg';
import type { Staff } from '../change-penalties.js';
import { recordActions } from '../ledger.js';
import { updateAppealSettings } from '../queries/sites.js';

/** Changes how long decisions may be appealed, with an entry on the record. Appeals that are filed keep their due date. */
export async function changeAppealSettings(
  tx: pg.PoolClient,
  siteId: string,
  settings: AppealSettings,
  { actor, at }: Staff,
): Promise<void> {
  await updateAppealSettings(tx, siteId, settings);
  const action = { id: newId(at), kind: 'appeals.configured', subjectId: siteId, actor, data: settings };
  await recordActions(tx, siteId, [action], at);
}
