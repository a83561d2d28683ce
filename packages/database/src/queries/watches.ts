import type { WatchAlarm, WatchResult, WatchSettings } from '@moderato/domain';
import type { Database, Queryable } from '../database.js';

export interface OpenAlarm {
  kind: WatchAlarm;
  /** Beside the kind: another address is another alarm. */
  about: string;
  /** For people. */
  words: string;
  since: Date;
}

/** What the server said of the page as it was last read. */
export interface PageValidators {
  url: string;
  etag: string | null;
  lastModified: string | null;
}

/** The watch on the page where a site has posted its guidelines. A site has at most one. */
export interface Watch {
  url: string;
  /** E-mail addresses of staff: in no log. */
  editors: string[];
  everyHours: number;
  createdAt: Date;
  nextLookAt: Date;
  /** No look before this, whoever asks. */
  notBefore: Date | null;
  /** Null until the page was read once. */
  page: PageValidators | null;
  /** Of the guidelines last read there: the hash of their words, and their addresses for reports. */
  seenWords: string | null;
  seenEmails: string[];
  lookedAt: Date | null;
  result: WatchResult | null;
  /** For people. */
  resultWords: string | null;
  /** Looks in a row that read nothing. */
  failures: number;
  failingSince: Date | null;
  /** The draft that watching made, or found, for what the page says. */
  draftVersion: number | null;
  backtestId: string | null;
  alarm: OpenAlarm | null;
}

/** A watch that the caller alone may look for until its lease ends. */
export interface ClaimedWatch extends Watch {
  leasedUntil: Date;
}

const columns = `url, editors, every_hours as "everyHours", created_at as "createdAt", next_look_at as "nextLookAt",
  not_before as "notBefore", page_url as "pageUrl", etag, last_modified as "lastModified", seen_words as "seenWords",
  seen_emails as "seenEmails", looked_at as "lookedAt", result, result_words as "resultWords", failures,
  failing_since as "failingSince", draft_version as "draftVersion", backtest_id as "backtestId", alarm,
  alarm_about as about, alarm_words as words, alarm_since as since, leased_until as "leasedUntil"`;

interface Row extends Omit<ClaimedWatch, 'page' | 'alarm'>, Omit<PageValidators, 'url'>, Omit<OpenAlarm, 'kind'> {
  pageUrl: string | null;
  alarm: WatchAlarm | null;
}

function watchOf({ pageUrl, etag, lastModified, alarm, about, words, since, ...rest }: Row): ClaimedWatch {
  const page = pageUrl === null ? null : { url: pageUrl, etag, lastModified };
  return { ...rest, page, alarm: alarm && { kind: alarm, about, words, since } };
}

export async function findWatch(db: Queryable, siteId: string): Promise<Watch | null> {
  const { rows } = await db.query<Row>(`select ${columns} from guidelines_watch where site_id = $1`, [siteId]);
  return rows[0] ? watchOf(rows[0]) : null;
}

/**
 * Sets what is watched and looks at once. What was found at another address is forgotten with it, a look in hand for
 * it included.
 */
export async function putWatch(
  tx: Queryable,
  siteId: string,
  { url, editors, everyHours }: WatchSettings,
  { actor, at }: { actor: string; at: Date },
): Promise<void> {
  await tx.query('delete from guidelines_watch where site_id = $1 and url <> $2', [siteId, url]);
  await tx.query(
    `insert into guidelines_watch (site_id, url, editors, every_hours, created_by, created_at, next_look_at)
     values ($1, $2, $3, $4, $5, $6, $6)
     on conflict (site_id) do update set editors = $3, every_hours = $4,
       next_look_at = greatest($6, guidelines_watch.not_before)`,
    [siteId, url, editors, everyHours, actor, at],
  );
}

/** False where there was none. Mails that were not made yet are owed to nobody any more. */
export async function deleteWatch(tx: Queryable, siteId: string): Promise<boolean> {
  const { rowCount } = await tx.query('delete from guidelines_watch where site_id = $1', [siteId]);
  await tx.query('delete from watch_notice where site_id = $1 and mailed_at is null', [siteId]);
  return rowCount === 1;
}

/** Brings the next look forward, as far as the server permits. Nothing where the site watches no page. */
export async function hastenWatch(tx: Queryable, siteId: string, at: Date): Promise<void> {
  await tx.query(
    'update guidelines_watch set next_look_at = least(next_look_at, greatest($2, not_before)) where site_id = $1',
    [siteId, at],
  );
}

export async function listSitesWithDueWatch(database: Database, at: Date): Promise<string[]> {
  const rows = await database.acrossSites<{ id: string }>('select id from sites_with_due_watch($1) as id', [at]);
  return rows.map(({ id }) => id);
}

/** Null where nothing is due, or another process has it. */
export async function claimWatch(
  tx: Queryable,
  siteId: string,
  { at, leasedUntil }: { at: Date; leasedUntil: Date },
): Promise<ClaimedWatch | null> {
  const { rows } = await tx.query<Row>(
    `update guidelines_watch w set leased_until = $3
     from (select site_id from guidelines_watch
           where site_id = $1 and next_look_at <= $2 and (leased_until is null or leased_until <= $2)
           for update skip locked) due
     where w.site_id = due.site_id returning ${columns}`,
    [siteId, at, leasedUntil],
  );
  return rows[0] ? watchOf(rows[0]) : null;
}

/** The watch as it is now, held until the transaction ends; null where it is another's by now, or gone. */
export async function holdWatch(
  tx: Queryable,
  siteId: string,
  { leasedUntil, url }: ClaimedWatch,
): Promise<Watch | null> {
  const { rows } = await tx.query<Row>(
    `select ${columns} from guidelines_watch where site_id = $1 and leased_until = $2 and url = $3 for update`,
    [siteId, leasedUntil, url],
  );
  return rows[0] ? watchOf(rows[0]) : null;
}

/** What a look leaves behind; ends the lease. */
export type Looked = Pick<
  Watch,
  | 'nextLookAt'
  | 'notBefore'
  | 'page'
  | 'seenWords'
  | 'seenEmails'
  | 'result'
  | 'resultWords'
  | 'failures'
  | 'failingSince'
  | 'draftVersion'
  | 'backtestId'
  | 'alarm'
>;

export async function saveLook(tx: Queryable, siteId: string, looked: Looked, at: Date): Promise<void> {
  const { page, alarm } = looked;
  await tx.query(
    `update guidelines_watch set leased_until = null, looked_at = $2, next_look_at = $3, not_before = $4, page_url = $5,
       etag = $6, last_modified = $7, seen_words = $8, seen_emails = $9, result = $10, result_words = $11,
       failures = $12, failing_since = $13, draft_version = $14, backtest_id = $15, alarm = $16, alarm_about = $17,
       alarm_words = $18, alarm_since = $19
     where site_id = $1`,
    [
      siteId,
      at,
      looked.nextLookAt,
      looked.notBefore,
      page?.url ?? null,
      page?.etag ?? null,
      page?.lastModified ?? null,
      looked.seenWords,
      looked.seenEmails,
      looked.result,
      looked.resultWords,
      looked.failures,
      looked.failingSince,
      looked.draftVersion,
      looked.backtestId,
      alarm?.kind ?? null,
      alarm?.about ?? null,
      alarm?.words ?? null,
      alarm?.since ?? null,
    ],
  );
}

/** How many sites have which alarm. */
export function countWatchAlarms(database: Database): Promise<{ kind: WatchAlarm; sites: number }[]> {
  return database.acrossSites('select kind, sites::int as sites from watch_alarms()');
}
