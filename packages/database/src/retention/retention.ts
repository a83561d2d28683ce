import pg from 'pg';
import { type DroppedMonth, dropOldMonths } from './drop-old-months.js';
import { countExpiredRows, type ExpiredRows, expireRows } from './expire-rows.js';
import { countExpiredTexts, expireTexts } from './expire-texts.js';
import { keptFrom, monthsBefore, type RetentionMonths } from './months.js';
import { listOldMonths } from './old-months.js';

export interface RetentionOutcome {
  /** Comments that lost, or would lose, their text; null where texts are kept for good. */
  texts: { before: Date; comments: number } | null;
  months: DroppedMonth[];
  /** Of tables that are not kept by month: what is derived from the record goes with it. */
  rows: ExpiredRows[];
}

interface RetentionRun {
  months: RetentionMonths;
  at: Date;
  /** Only says what would be done. */
  dryRun?: boolean;
}

/**
 * Removes what is past its retention, as the owner of the tables: `databaseUrl` must log in as the role that runs the
 * migrations. Null where another run is under way. What cannot be done now is named, and left to the next run.
 */
export async function applyRetention(
  databaseUrl: string,
  { months, at, dryRun = false }: RetentionRun,
): Promise<RetentionOutcome | null> {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 1, application_name: 'moderato-retention' });
  pool.on('error', () => {});
  const owner = await pool.connect();
  try {
    const { rows } = await owner.query<{ won: boolean }>(
      `select pg_try_advisory_lock(hashtext('moderato.retention')) as won`,
    );
    if (!rows[0]?.won) return null;
    const before = months.texts === undefined ? null : monthsBefore(at, months.texts);
    const recordFrom = months.record === undefined ? null : keptFrom(at, months.record);
    if (dryRun) {
      const listed = await listOldMonths(owner, months, at);
      const texts = before && { before, comments: await countExpiredTexts(owner, before) };
      const rows = recordFrom ? await countExpiredRows(owner, recordFrom) : [];
      return { texts, months: listed.map((month) => ({ ...month, dropped: false })), rows };
    }
    // The texts first: none may outlive its decision.
    const texts = before && { before, comments: await expireTexts(owner, before, at) };
    const dropped = await dropOldMonths(owner, months, at);
    return { texts, months: dropped, rows: recordFrom ? await expireRows(owner, recordFrom) : [] };
  } finally {
    // The connection ends, and its lock with it.
    owner.release(true);
    await pool.end();
  }
}
