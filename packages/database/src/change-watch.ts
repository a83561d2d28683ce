import { isDeepStrictEqual } from 'node:util';
import { newId, type WatchSettings } from '@moderato/domain';
import type pg from 'pg';
import { recordActions } from './ledger.js';
import { deleteWatch, findWatch, hastenWatch, putWatch } from './queries/watches.js';

interface Change {
  /** Who: `api-key:<id>`, `cli`. */
  actor: string;
  at: Date;
}

/** Sets what is watched, with its entry on the record; without the editors' addresses, for the record is for good. */
export async function recordWatch(
  tx: pg.PoolClient,
  siteId: string,
  settings: WatchSettings,
  { actor, at }: Change,
): Promise<void> {
  const before = await findWatch(tx, siteId);
  await putWatch(tx, siteId, settings, { actor, at });
  const { url, everyHours, editors } = settings;
  if (before && isDeepStrictEqual({ ...before, ...settings }, before)) return;
  const data = { url, everyHours, editors: editors.length };
  await recordActions(tx, siteId, [{ id: newId(at), kind: 'guidelines.watched', subjectId: siteId, actor, data }], at);
}

/** Ends the watch. False where there was none. */
export async function recordUnwatched(tx: pg.PoolClient, siteId: string, { actor, at }: Change): Promise<boolean> {
  if (!(await deleteWatch(tx, siteId))) return false;
  const action = { id: newId(at), kind: 'guidelines.unwatched', subjectId: siteId, actor, data: {} };
  await recordActions(tx, siteId, [action], at);
  return true;
}

/** Has the page looked at soon: at once, unless it was just now or its server wants to be left alone. */
export async function lookSoon(tx: pg.PoolClient, siteId: string, at: Date): Promise<boolean> {
  await hastenWatch(tx, siteId, at);
  return (await findWatch(tx, siteId)) !== null;
}
