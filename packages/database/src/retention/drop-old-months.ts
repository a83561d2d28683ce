import { newId, retentionKind } from '@moderato/domain';
import type pg from 'pg';
import { recordActions } from '../ledger.js';
import { keepStatuses } from '../queries/undecided.js';
import { keptFrom, lowestIdAt, type RetentionMonths } from './months.js';
import { keyOf, listOldMonths, type OldMonth } from './old-months.js';

export interface DroppedMonth extends OldMonth {
  dropped: boolean;
}

/** Postgres' answer when somebody else kept a table for longer than we wait. */
const lockNotAvailable = '55P03';

/**
 * Drops what is past its retention. Before anything of the record goes, each site's chain says up to which block:
 * verification takes that entry as the reason why entries are missing below it. `owner` is the tables' owner.
 */
export async function dropOldMonths(owner: pg.PoolClient, months: RetentionMonths, at: Date): Promise<DroppedMonth[]> {
  const old = await listOldMonths(owner, months, at);
  if (months.record !== undefined && old.some(({ table, rows }) => isRecord(table) && rows > 0)) {
    await sayOnTheRecord(owner, keptFrom(at, months.record), at);
  }
  const done: DroppedMonth[] = [];
  for (const one of old) {
    const from = keptFrom(at, (isRecord(one.table) ? months.record : months.deliveries) as number);
    done.push(one.kept === null ? await drop(owner, one, from) : { ...one, dropped: false });
  }
  return done;
}

const isRecord = (table: string): boolean => ['decision', 'finding', 'action'].includes(table);

async function drop(owner: pg.PoolClient, old: OldMonth, from: Date): Promise<DroppedMonth> {
  const { table, month } = old;
  await owner.query(`begin; set local lock_timeout = '5s'`);
  try {
    if (table === 'decision') await keepStatuses(owner, ...idsOf(month, from));
    await owner.query(
      month === 'default'
        ? `delete from ${table}_default where ${keyOf(table)} < '${lowestIdAt(from)}'`
        : `drop table ${table}_${month.replace('-', '')}`,
    );
    await owner.query('commit');
    return { ...old, dropped: true };
  } catch (error) {
    await owner.query('rollback');
    if ((error as { code?: string }).code !== lockNotAvailable) throw error;
    return { ...old, kept: 'it was in use; the next run tries again', dropped: false };
  }
}

/** The ids, from and to below, of what is dropped. */
function idsOf(month: string, from: Date): [string, string] {
  if (month === 'default') return [lowestIdAt(new Date(0)), lowestIdAt(from)];
  const first = new Date(`${month}-01T00:00:00.000Z`);
  return [lowestIdAt(first), lowestIdAt(keptFrom(first, -1))];
}

async function sayOnTheRecord(owner: pg.PoolClient, before: Date, at: Date): Promise<void> {
  const { rows } = await owner.query<{ siteId: string; through: string; decisions: number; actions: number }>(
    `select site_id as "siteId", max(block_height) as through,
       count(*) filter (where what = 'decision')::int as decisions, count(*) filter (where what = 'action')::int as actions
     from (select site_id, block_height, 'decision' as what from decision where id < $1
           union all select site_id, block_height, 'action' from action where id < $1) old
     group by site_id order by site_id`,
    [lowestIdAt(before)],
  );
  for (const { siteId, through, decisions, actions } of rows) {
    const data = { before: before.toISOString(), throughHeight: Number(through), decisions, actions };
    const action = { id: newId(at), kind: retentionKind, subjectId: siteId, actor: 'system', data };
    await owner.query('begin');
    try {
      await recordActions(owner, siteId, [action], at);
      await owner.query('commit');
    } catch (error) {
      await owner.query('rollback');
      throw error;
    }
  }
}
