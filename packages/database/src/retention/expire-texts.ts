import { newId } from '@moderato/domain';
import type pg from 'pg';
import { recordActions } from '../ledger.js';
import { forgetQuotations } from '../queries/authors.js';
import { forgetWaiting } from '../queries/undecided.js';
import { lowestIdAt } from './months.js';

const nil = '00000000-0000-0000-0000-000000000000';
const commentsAtOnce = 500;
const quotingAtOnce = 5_000;

/** How many comments came before `before` and still have their text. Reads only. */
export async function countExpiredTexts(owner: pg.PoolClient, before: Date): Promise<number> {
  const { rows } = await owner.query<{ count: string }>(
    `select count(*) from comment
     where id >= coalesce((select below from retention_mark where what = 'texts'), '${nil}') and id < $1
       and body is not null and received_at < $2`,
    [lowestIdAt(before), before],
  );
  return Number(rows[0]?.count ?? 0);
}

/**
 * Erases the texts of comments that came before `before`, as an erasure does: body, salt, earlier revisions, mails and
 * replies that quote them; what had still to be decided is withdrawn. Goes on where an earlier run was cut off.
 * Returns how many comments lost their text. `owner` is the tables' owner.
 */
export async function expireTexts(owner: pg.PoolClient, before: Date, at: Date): Promise<number> {
  const { rows: marks } = await owner.query<{ below: string }>(`select below from retention_mark where what = 'texts'`);
  let after = marks[0]?.below ?? nil;
  const counts = new Map<string, number>();
  for (;;) {
    const page = await inTransaction(owner, () => expirePage(owner, { after, before }));
    for (const { siteId } of page) counts.set(siteId, (counts.get(siteId) ?? 0) + 1);
    const last = page.at(-1);
    if (!last) break;
    after = last.id;
  }
  await owner.query(
    `update superseded_revision set body = null, salt = null, parent = null
     where comment_id < $1 and body is not null and received_at < $2`,
    [lowestIdAt(before), before],
  );
  await forgetExpiredQuotes(owner, before);
  await forgetExpiredWords(owner, before);
  for (const [siteId, comments] of counts) {
    const data = { before: before.toISOString(), comments };
    const action = { id: newId(at), kind: 'texts.expired', subjectId: siteId, actor: 'system', data };
    await inTransaction(owner, () => recordActions(owner, siteId, [action], at));
  }
  await moveMark(owner, before);
  return [...counts.values()].reduce((sum, count) => sum + count, 0);
}

async function expirePage(
  owner: pg.PoolClient,
  { after, before }: { after: string; before: Date },
): Promise<{ id: string; siteId: string }[]> {
  const { rows } = await owner.query<{ id: string; siteId: string; revision: number }>(
    `select id, site_id as "siteId", revision from comment
     where id >= $1 and id < $2 and body is not null and received_at < $3 order by id limit $4 for update`,
    [after, lowestIdAt(before), before, commentsAtOnce],
  );
  for (const siteId of new Set(rows.map((row) => row.siteId))) {
    const ofSite = rows.filter((row) => row.siteId === siteId);
    const ids = ofSite.map(({ id }) => id);
    await forgetWaiting(
      owner,
      siteId,
      ofSite.map(({ id, revision }) => [id, revision]),
    );
    await owner.query(
      `update comment c set body = null, salt = null, fingerprint = null, parent = null, meta = null, form = null,
         fixed_status = case when c.status in ('pending', 'review') then 'withdrawn' else c.fixed_status end
       where c.id = any($1::uuid[])`,
      [ids],
    );
    await forgetQuotations(owner, siteId, ids);
  }
  return rows.toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

/** What people wrote in reports, mails and appeals, and their addresses, live as long as comments' texts do. */
async function forgetExpiredWords(owner: pg.PoolClient, before: Date): Promise<void> {
  await owner.query(
    `update reader_report set words = null, address = null, wrapped_key = null
     where created_at < $1 and wrapped_key is not null`,
    [before],
  );
  await owner.query(
    `update notice set reasons = null, legal_ground = null, name = null, address = null, notifier_hash = null,
       wrapped_key = null
     where created_at < $1 and wrapped_key is not null`,
    [before],
  );
  await owner.query(
    `update inbound_mail set content = null, address = null, wrapped_key = null
     where received_at < $1 and wrapped_key is not null`,
    [before],
  );
  await owner.query(
    `update appeal set words = null, address = null, wrapped_key = null
     where created_at < $1 and wrapped_key is not null`,
    [before],
  );
  await owner.query('delete from mail_failure where failed_at < $1', [before]);
  await owner.query(
    'delete from mail_address where address is null and greatest(created_at, suppressed_at, complained_at) < $1',
    [before],
  );
}

/** Removes what younger replies quote of comments that have no text any more. */
async function forgetExpiredQuotes(owner: pg.PoolClient, before: Date): Promise<void> {
  const expired = `exists (select from comment p
    where p.site_id = r.site_id and p.external_id = r.parent->>'id' and p.body is null and p.id < $1)`;
  const limit = lowestIdAt(before);
  await owner.query(
    `update superseded_revision r set parent = parent - 'body' - 'author' where parent ? 'body' and ${expired}`,
    [limit],
  );
  for (let after = nil; ; ) {
    const { rows } = await owner.query<{ last: string | null }>(
      `with page as (select id from comment where id > $2 order by id limit ${quotingAtOnce}),
         forgotten as (
           update comment r set parent = parent - 'body' - 'author' from page
           where r.id = page.id and r.parent ? 'body' and ${expired})
       select id as last from page order by id desc limit 1`,
      [limit, after],
    );
    const last = rows[0]?.last;
    if (!last) return;
    after = last;
  }
}

/** A text that was edited into an old comment has its own time: the mark waits below it. */
async function moveMark(owner: pg.PoolClient, before: Date): Promise<void> {
  await owner.query(
    `insert into retention_mark (what, below)
     select 'texts', coalesce(
       (select id from comment
        where id >= coalesce((select below from retention_mark where what = 'texts'), '${nil}') and id < $1
          and body is not null order by id limit 1), $1)
     on conflict (what) do update set below = greatest(retention_mark.below, excluded.below)`,
    [lowestIdAt(before)],
  );
}

async function inTransaction<T>(owner: pg.PoolClient, work: () => Promise<T>): Promise<T> {
  await owner.query('begin');
  try {
    const result = await work();
    await owner.query('commit');
    return result;
  } catch (error) {
    await owner.query('rollback');
    throw error;
  }
}
