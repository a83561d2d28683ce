import type { ReportState } from '@moderato/domain';
import type { Database, Queryable } from '../database.js';

export async function listSitesWithUntoldReporters(database: Database): Promise<string[]> {
  const rows = await database.acrossSites<{ id: string }>('select id from sites_with_untold_reporters() as id');
  return rows.map(({ id }) => id);
}

/** Resolved reports whose reporters wait to hear so, locked; what others hold is passed over. */
export async function claimUntoldReports(
  tx: Queryable,
  siteId: string,
  limit: number,
): Promise<{ id: string; reporterHash: Buffer }[]> {
  const { rows } = await tx.query<{ id: string; reporterHash: Buffer }>(
    `select id, reporter_hash as "reporterHash" from reader_report
     where site_id = $1 and wants_outcome and address is not null and state <> 'open' and outcome_mail_id is null
     order by id limit $2 for update skip locked`,
    [siteId, limit],
  );
  return rows;
}

export async function assignOutcomeMail(
  tx: Queryable,
  siteId: string,
  reportId: string,
  mailId: string,
): Promise<void> {
  await tx.query('update reader_report set outcome_mail_id = $3 where site_id = $1 and id = $2', [
    siteId,
    reportId,
    mailId,
  ]);
}

/** The reporter wants to hear no more: the address goes. Nothing changes where `sender` is somebody else. */
export async function forgetOutcomeWish(
  tx: Queryable,
  siteId: string,
  { reportId, sender }: { reportId: string; sender: Buffer | null },
): Promise<void> {
  await tx.query(
    `update reader_report set wants_outcome = false, address = null
     where site_id = $1 and id = $2 and reporter_hash = $3`,
    [siteId, reportId, sender],
  );
}

export interface ReportForMail {
  id: string;
  state: ReportState;
  wrappedKey: Buffer | null;
  keyVersion: number;
  address: Buffer | null;
  createdAt: Date;
  storyTitle: string | null;
  /** The mail by which it came; null where it came otherwise. */
  mailId: string | null;
}

/** What a mail to the reporter may say of a report; null where there is none. */
export async function findReportForMail(db: Queryable, siteId: string, id: string): Promise<ReportForMail | null> {
  const { rows } = await db.query<ReportForMail>(
    `select r.id, r.state, r.wrapped_key as "wrappedKey", r.key_version as "keyVersion", r.address,
       r.created_at as "createdAt", s.title as "storyTitle",
       (select m.id from inbound_mail m where m.site_id = $1 and m.report_id = r.id order by m.id limit 1) as "mailId"
     from reader_report r join comment c on c.id = r.comment_id and c.site_id = $1
     join story s on s.id = c.story_id and s.site_id = $1
     where r.site_id = $1 and r.id = $2`,
    [siteId, id],
  );
  return rows[0] ?? null;
}
