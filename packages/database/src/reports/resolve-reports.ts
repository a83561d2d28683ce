import type { Decision } from '@moderato/domain';
import type { Queryable } from '../database.js';
import { insertEvents } from '../queries/events.js';
import { removedMail } from '../queries/kept-mails.js';

/** Reports named in one event; `reports` counts them all. */
const namedInEvent = 100;

/**
 * Resolves every open report of a comment by a moderator's decision on it: upheld where it is taken down, else
 * dismissed. Returns whether delivery has something to do.
 */
export async function resolveReports(
  tx: Queryable,
  siteId: string,
  { id, commentId, externalId, outcome }: Pick<Decision, 'id' | 'commentId' | 'externalId' | 'outcome'>,
  at: Date,
): Promise<boolean> {
  const state = outcome === 'reject' ? 'upheld' : 'dismissed';
  const { rows } = await tx.query<{ id: string; wanted: boolean }>(
    `update reader_report set state = $3, resolved_at = $4 where site_id = $1 and comment_id = $2 and state = 'open'
     returning id, wants_outcome and address is not null as wanted`,
    [siteId, commentId, state, at],
  );
  if (rows.length === 0) return false;
  await tx.query('delete from reported_comment where site_id = $1 and comment_id = $2', [siteId, commentId]);
  // Who was to be told that readers doubt it need not be: somebody has looked.
  await tx.query(
    `delete from report_item where site_id = $1 and comment_id = $2 and source = 'readers' and mail_id is null`,
    [siteId, commentId],
  );
  const reportIds = rows.slice(0, namedInEvent).map((row) => row.id);
  const data = { commentId, externalId, decisionId: id, outcome: state, reports: rows.length, reportIds };
  const deliveries = await insertEvents(tx, siteId, [{ type: 'report.resolved', data }], at);
  return deliveries > 0 || rows.some(({ wanted }) => wanted);
}

/** The comments are gone: nobody will look at them, and what reports and mails quote of them goes too. */
export async function forgetReported(tx: Queryable, siteId: string, commentIds: string[]): Promise<void> {
  if (commentIds.length === 0) return;
  const { rows } = await tx.query<{ id: string }>(
    `update reader_report set state = case when state = 'open' then 'moot' else state end, words = null
     where site_id = $1 and comment_id = any($2::uuid[]) returning id`,
    [siteId, commentIds],
  );
  for (const table of ['held_comment', 'reported_comment', 'comment_claim', 'comment_note']) {
    await tx.query(`delete from ${table} where site_id = $1 and comment_id = any($2::uuid[])`, [siteId, commentIds]);
  }
  if (rows.length === 0) return;
  await tx.query(
    'update notice set reasons = null, legal_ground = null where site_id = $1 and comment_id = any($2::uuid[])',
    [siteId, commentIds],
  );
  await tx.query('update inbound_mail set content = null where site_id = $1 and report_id = any($2::uuid[])', [
    siteId,
    rows.map(({ id }) => id),
  ]);
}

/** Erases a person who reported: what they wrote and who they are. Their reports stay, as some stranger's. */
export async function forgetReporters(tx: Queryable, siteId: string, hashes: Buffer[]): Promise<void> {
  const { rows: reports } = await tx.query<{ id: string }>(
    `update reader_report set words = null, address = null, wrapped_key = null, wants_outcome = false,
       reporter_hash = uuid_send(gen_random_uuid())
     where site_id = $1 and reporter_hash = any($2::bytea[]) returning id`,
    [siteId, hashes],
  );
  const { rows: mails } = await tx.query<{ id: string }>(
    `update inbound_mail set content = null, address = null, wrapped_key = null, sender_hash = null
     where site_id = $1 and sender_hash = any($2::bytea[]) returning id`,
    [siteId, hashes],
  );
  const { rows: notices } = await tx.query<{ id: string }>(
    `update notice set reasons = null, legal_ground = null, name = null, address = null, wrapped_key = null,
       notifier_hash = null
     where site_id = $1 and (report_id = any($2::uuid[]) or notifier_hash = any($3::bytea[])) returning id`,
    [siteId, reports.map(({ id }) => id), hashes],
  );
  // Our answers carry the subject of what they answer.
  await tx.query(
    `update kept_mail k set subject = $3, text = $4, html = $5 from mail m
     where k.site_id = $1 and m.site_id = $1 and m.message_id = k.message_id and m.about_id = any($2::uuid[])`,
    [
      siteId,
      [...reports, ...mails, ...notices].map(({ id }) => id),
      removedMail.subject,
      removedMail.text,
      removedMail.html,
    ],
  );
  await tx.query(
    'delete from mail_address where site_id = $1 and address is null and address_hash = any($2::bytea[])',
    [siteId, hashes],
  );
}
