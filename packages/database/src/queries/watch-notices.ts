import type { WatchAlarm } from '@moderato/domain';
import type { Database, Queryable } from '../database.js';

/** What editors are told about their page. Versions are named by their numbers; `words` are for people. */
export type WatchNews =
  | { kind: 'changed'; version: number; against: number | null; leftOut: string[]; supersedes: number | null }
  | { kind: 'back'; liveVersion: number; discarded: number | null; inShadow: number | null }
  | { kind: 'alarm'; alarm: WatchAlarm; words: string }
  | { kind: 'resolved'; words: string };

export interface WatchNotice {
  id: string;
  /** Of the page. */
  url: string;
  news: WatchNews;
  backtestId: string | null;
  createdAt: Date;
}

interface NewNotice extends Omit<WatchNotice, 'createdAt'> {
  /** It is mailed then, or as soon as the backtest is done. */
  dueAt: Date;
}

export async function insertWatchNotice(tx: Queryable, siteId: string, notice: NewNotice, at: Date): Promise<void> {
  const { id, url, news, backtestId, dueAt } = notice;
  const data = JSON.stringify({ url, news });
  await tx.query(
    `insert into watch_notice (id, site_id, kind, data, backtest_id, due_at, created_at)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [id, siteId, news.kind, data, backtestId, dueAt, at],
  );
}

export async function listSitesWithDueNotices(database: Database, at: Date): Promise<string[]> {
  const rows = await database.acrossSites<{ id: string }>('select id from sites_with_due_notices($1) as id', [at]);
  return rows.map(({ id }) => id);
}

/** Ids of the notices that are due, oldest first, marked as mailed: the caller makes the mails in this transaction. */
export async function takeDueNotices(tx: Queryable, siteId: string, at: Date): Promise<string[]> {
  const { rows } = await tx.query<{ id: string }>(
    `update watch_notice n set mailed_at = $2
     from (select id from watch_notice o
           where o.site_id = $1 and o.mailed_at is null and (o.due_at <= $2
             or exists (select 1 from backtest b
                        where b.site_id = $1 and b.id = o.backtest_id and b.state in ('done', 'failed')))
           for update skip locked) due
     where n.id = due.id and n.site_id = $1 returning n.id`,
    [siteId, at],
  );
  return rows.map(({ id }) => id).toSorted();
}

export async function findWatchNotice(db: Queryable, siteId: string, id: string): Promise<WatchNotice | null> {
  const { rows } = await db.query<{ data: Pick<WatchNotice, 'url' | 'news'>; backtestId: string | null; at: Date }>(
    `select data, backtest_id as "backtestId", created_at as at from watch_notice where site_id = $1 and id = $2`,
    [siteId, id],
  );
  const [row] = rows;
  return row ? { id, ...row.data, backtestId: row.backtestId, createdAt: row.at } : null;
}
