import type { Queryable } from '../database.js';
import { lowestIdAt } from './months.js';

/** Rows of a table that go one by one, for they are not kept by month. */
export interface ExpiredRows {
  table: string;
  before: Date;
  rows: number;
}

/** What was derived from decisions and says nothing once those are gone. Counts over all comments stay. */
const derived = [
  { table: 'backtest', besides: `and state in ('done', 'failed')` },
  { table: 'shadow_disagreement', besides: '' },
  { table: 'appeal', besides: `and state <> 'open'` },
];
const rowsAtOnce = 5_000;

/** How many rows came before `before` and would go. Reads only. */
export async function countExpiredRows(owner: Queryable, before: Date): Promise<ExpiredRows[]> {
  const counted: ExpiredRows[] = [];
  for (const { table, besides } of derived) {
    const { rows } = await owner.query<{ count: string }>(`select count(*) from ${table} where id < $1 ${besides}`, [
      lowestIdAt(before),
    ]);
    counted.push({ table, before, rows: Number(rows[0]?.count ?? 0) });
  }
  return counted.filter(({ rows }) => rows > 0);
}

/** Removes them, a page at a time, so that nobody waits for it long. `owner` is the tables' owner. */
export async function expireRows(owner: Queryable, before: Date): Promise<ExpiredRows[]> {
  const gone: ExpiredRows[] = [];
  for (const { table, besides } of derived) {
    let rows = 0;
    for (let page = rowsAtOnce; page === rowsAtOnce; rows += page) {
      const { rowCount } = await owner.query(
        `delete from ${table} where id in (select id from ${table} where id < $1 ${besides} order by id limit $2)`,
        [lowestIdAt(before), rowsAtOnce],
      );
      page = rowCount ?? 0;
    }
    gone.push({ table, before, rows });
  }
  return gone.filter(({ rows }) => rows > 0);
}
