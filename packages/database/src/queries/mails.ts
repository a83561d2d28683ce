import type { Database, Queryable } from '../database.js';

export async function listSitesWithDueMail(database: Database, at: Date): Promise<string[]> {
  const rows = await database.acrossSites<{ id: string }>('select id from sites_with_due_mail($1) as id', [at]);
  return rows.map(({ id }) => id);
}

export type MailKind =
  | 'report'
  | 'digest'
  | 'endpoint-disabled'
  | 'watch'
  | 'report-receipt'
  | 'report-outcome'
  | 'invitation'
  | 'password-reset'
  | 'notice-receipt'
  | 'notice-outcome'
  | 'appeal-outcome';

export interface NewMail {
  id: string;
  kind: MailKind;
  /** Empty where it goes to a reader or author: their address stays sealed with what the mail is about. */
  recipient: string;
  /** Without angle brackets; the same for every attempt. */
  messageId: string;
  /** The endpoint, notice of a watch, inbound mail, report, appeal or link to an account that the mail is about. */
  aboutId?: string | null;
}

export async function insertMail(db: Queryable, siteId: string, mail: NewMail, at: Date): Promise<void> {
  await db.query(
    `insert into mail (id, site_id, kind, recipient, message_id, about_id, next_attempt_at, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $7)`,
    [mail.id, siteId, mail.kind, mail.recipient, mail.messageId, mail.aboutId ?? null, at],
  );
}

export interface ReportMailTime {
  kind: 'report' | 'digest';
  at: Date;
}

/** When mails of reports were made after `since`, oldest first. */
export async function listReportMailTimes(db: Queryable, siteId: string, since: Date): Promise<ReportMailTime[]> {
  const { rows } = await db.query<ReportMailTime>(
    `select kind, created_at as at from mail
     where site_id = $1 and kind in ('report', 'digest') and created_at > $2 order by created_at, id`,
    [siteId, since],
  );
  return rows;
}

/** A mail that the caller alone may send until its lease ends. */
export interface ClaimedMail extends NewMail {
  attempts: number;
  createdAt: Date;
  leasedUntil: Date;
}

export async function claimMails(
  db: Queryable,
  siteId: string,
  { at, leasedUntil, limit }: { at: Date; leasedUntil: Date; limit: number },
): Promise<ClaimedMail[]> {
  const { rows } = await db.query<ClaimedMail>(
    `update mail m set leased_until = $3
     from (select id from mail
           where site_id = $1 and state = 'pending' and next_attempt_at <= $2
             and (leased_until is null or leased_until <= $2)
           order by next_attempt_at limit $4 for update skip locked) due
     where m.id = due.id and m.site_id = $1
     returning m.id, m.kind, m.recipient, m.message_id as "messageId", m.about_id as "aboutId", m.attempts, m.created_at as "createdAt",
       m.leased_until as "leasedUntil"`,
    [siteId, at, leasedUntil, limit],
  );
  return rows;
}

export interface MailOutcome {
  state: 'pending' | 'delivered' | 'dead';
  nextAttemptAt: Date | null;
  error: string | null;
}

/** False where the lease ran out and another process took the mail. */
export async function recordMailAttempt(
  db: Queryable,
  siteId: string,
  mail: Pick<ClaimedMail, 'id' | 'leasedUntil'>,
  { state, nextAttemptAt, error }: MailOutcome,
  at: Date,
): Promise<boolean> {
  const { rowCount } = await db.query(
    `update mail set state = $4, attempts = attempts + 1, next_attempt_at = $5, last_error = $6, leased_until = null,
       finished_at = case when $4 = 'pending' then null else $7::timestamptz end
     where site_id = $1 and id = $2 and leased_until = $3 and state = 'pending'`,
    [siteId, mail.id, mail.leasedUntil, state, nextAttemptAt, error, at],
  );
  return rowCount === 1;
}

/** To whom the mail goes, as `mail_address` has it: what comes back is told by it. */
export async function setMailAddress(tx: Queryable, siteId: string, mailId: string, addressId: string): Promise<void> {
  await tx.query('update mail set address_id = $3 where site_id = $1 and id = $2', [siteId, mailId, addressId]);
}

/** An earlier mail about the same comment. */
export interface EarlierMail {
  messageId: string;
  outcome: 'approve' | 'review' | 'reject';
  source: 'rules' | 'readers';
}

/** Mails about this mail's comment, each about it alone, that were made before it; the oldest first. */
export async function listThread(db: Queryable, siteId: string, mailId: string): Promise<EarlierMail[]> {
  const { rows } = await db.query<EarlierMail>(
    `select m.message_id as "messageId", d.outcome, e.source
     from report_item r join report_item e on e.site_id = $1 and e.comment_id = r.comment_id and e.mail_id <> r.mail_id
     join mail m on m.site_id = $1 and m.id = e.mail_id and m.kind = 'report' and m.id < r.mail_id
     join decision d on d.site_id = $1 and d.id = e.decision_id
     where r.site_id = $1 and r.mail_id = $2 order by m.id limit 20`,
    [siteId, mailId],
  );
  return rows;
}
