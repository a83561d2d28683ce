import type { Queryable } from '../database.js';
import { keptFrom, lowestIdAt, type RetentionMonths } from './months.js';

/** A month of one table that is past its retention. */
export interface OldMonth {
  table: string;
  /** `2026-01`; `default` for rows that came before their month's partition was made. */
  month: string;
  rows: number;
  /** Why it stays although its time is over. */
  kept: string | null;
}

const recordTables = ['finding', 'decision', 'action'];
const deliveryTables = ['delivery_attempt', 'delivery', 'event'];

/** What retention would drop at `at`, the oldest first, with exact numbers of rows. Reads only. */
export async function listOldMonths(db: Queryable, months: RetentionMonths, at: Date): Promise<OldMonth[]> {
  const found: OldMonth[] = [];
  if (months.record !== undefined) {
    for (const table of recordTables) found.push(...(await oldMonthsOf(db, table, keptFrom(at, months.record))));
  }
  if (months.deliveries !== undefined) {
    const from = keptFrom(at, months.deliveries);
    const owing = await monthsOwing(db, from);
    for (const table of deliveryTables) {
      for (const old of await oldMonthsOf(db, table, from)) {
        found.push({ ...old, kept: owing.has(old.month) ? 'something of it is still to be delivered' : null });
      }
    }
  }
  return found.toSorted((a, b) => (a.month < b.month ? -1 : a.month > b.month ? 1 : 0));
}

async function oldMonthsOf(db: Queryable, table: string, from: Date): Promise<OldMonth[]> {
  const { rows } = await db.query<{ part: string }>(
    `select c.relname as part from pg_inherits i join pg_class c on c.oid = i.inhrelid
     where i.inhparent = to_regclass($1) order by c.relname`,
    [table],
  );
  const old: OldMonth[] = [];
  for (const { part } of rows) {
    const suffix = part.slice(table.length + 1);
    if (suffix === 'default') {
      const count = await countRows(db, `${part} where ${keyOf(table)} < '${lowestIdAt(from)}'`);
      if (count > 0) old.push({ table, month: 'default', rows: count, kept: null });
    } else if (/^\d{6}$/.test(suffix) && suffix < monthOf(from)) {
      const month = `${suffix.slice(0, 4)}-${suffix.slice(4)}`;
      old.push({ table, month, rows: await countRows(db, part), kept: null });
    }
  }
  return old;
}

const monthOf = (from: Date): string => from.toISOString().slice(0, 7).replace('-', '');

async function countRows(db: Queryable, source: string): Promise<number> {
  const { rows } = await db.query<{ count: string }>(`select count(*) from ${source}`);
  return Number(rows[0]?.count ?? 0);
}

/** The column by whose time a table is partitioned. */
export const keyOf = (table: string): string =>
  ({ finding: 'decision_id', delivery_attempt: 'delivery_id' })[table] ?? 'id';

async function monthsOwing(db: Queryable, from: Date): Promise<Set<string>> {
  const { rows } = await db.query<{ part: string }>(
    `select distinct tableoid::regclass::text as part from delivery where state = 'pending' and id < $1`,
    [lowestIdAt(from)],
  );
  return new Set(rows.map(({ part }) => part.slice(part.lastIndexOf('_') + 1).replace(/^(\d{4})(\d{2})$/, '$1-$2')));
}
