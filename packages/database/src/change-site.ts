import { AppError, newId } from '@moderato/domain';
import type pg from 'pg';
import type { Staff } from './change-penalties.js';
import { lockChain, recordActions } from './ledger.js';
import { insertApiKey, newApiKey, revokeApiKey } from './queries/api-keys.js';

export interface NewApiKey {
  name: string;
  requestsPerMinute: number;
}

/** Makes a key, with its entry on the record. The key itself is in the answer and nowhere else. */
export async function createApiKey(
  tx: pg.PoolClient,
  siteId: string,
  { name, requestsPerMinute }: NewApiKey,
  { actor, at }: Staff,
): Promise<{ id: string; key: string }> {
  const id = newId(at);
  const key = newApiKey();
  await insertApiKey(tx, { id, siteId, name, requestsPerMinute }, key, at);
  const data = { name, requestsPerMinute };
  await recordActions(tx, siteId, [{ id: newId(at), kind: 'key.created', subjectId: id, actor, data }], at);
  return { id, key };
}

/** False where there is no such live key. */
export async function endApiKey(tx: pg.PoolClient, siteId: string, id: string, { actor, at }: Staff): Promise<boolean> {
  await lockChain(tx, siteId);
  if (!(await revokeApiKey(tx, siteId, id, at))) return false;
  await recordActions(tx, siteId, [{ id: newId(at), kind: 'key.revoked', subjectId: id, actor, data: {} }], at);
  return true;
}

export async function renameSite(tx: pg.PoolClient, siteId: string, name: string, { actor, at }: Staff): Promise<void> {
  await lockChain(tx, siteId);
  const { rows } = await tx.query<{ name: string }>('select name from site where id = $1', [siteId]);
  const before = rows[0];
  if (!before) throw new AppError('not_found');
  if (before.name === name) return;
  await tx.query('update site set name = $2 where id = $1', [siteId, name]);
  const data = { from: before.name, to: name };
  await recordActions(tx, siteId, [{ id: newId(at), kind: 'site.renamed', subjectId: siteId, actor, data }], at);
}
