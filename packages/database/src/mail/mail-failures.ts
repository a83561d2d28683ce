import { failuresToSuppress, failuresWithinMs, faultOf, mailStreams } from '@moderato/domain';
import type { Database, Queryable } from '../database.js';
import type { MailKind } from '../queries/mails.js';

/** A mail that came back, or was complained of, as far as it concerns the address it went to. */
export interface ReturnedMail {
  id: string;
  kind: MailKind;
  /** Empty where it went to a reader. */
  recipient: string;
  state: 'pending' | 'delivered' | 'dead';
  attempts: number;
  addressId: string | null;
  createdAt: Date;
}

/** By its id, or the Message-ID that it bore; locked. Null where the site sent no such mail. */
export async function lockReturnedMail(
  tx: Queryable,
  siteId: string,
  by: { mailId: string } | { messageIds: string[] },
): Promise<ReturnedMail | null> {
  const [where, value] = 'mailId' in by ? ['id = $2', by.mailId] : ['message_id = any($2::text[])', by.messageIds];
  const { rows } = await tx.query<ReturnedMail>(
    `select id, kind, recipient, state, attempts, address_id as "addressId", created_at as "createdAt" from mail
     where site_id = $1 and ${where} order by id limit 1 for update`,
    [siteId, value],
  );
  return rows[0] ?? null;
}

export async function siteOfMail(database: Database, mailId: string): Promise<string | null> {
  const [found] = await database.acrossSites<{ id: string | null }>('select site_of_mail($1) as id', [mailId]);
  return found?.id ?? null;
}

export interface Failure {
  addressId: string;
  mailId: string;
  /** Which attempt failed: two reports of one attempt count once. */
  attempt: number;
  /** RFC 3463. */
  status: string;
  diagnostic: string | null;
}

/**
 * Holds a failure against the address: one that says that there is no such mailbox, or the third within seven days,
 * suppresses it. Returns whether this one did.
 */
export async function recordFailure(tx: Queryable, siteId: string, failure: Failure, at: Date): Promise<boolean> {
  const fault = faultOf(failure.status);
  if (fault === 'wait') return false;
  if (fault === 'refused') {
    await tx.query('update mail_address set refused_at = $3, refused_for = $4 where site_id = $1 and id = $2', [
      siteId,
      failure.addressId,
      at,
      failure.status,
    ]);
    return false;
  }
  await tx.query(
    `insert into mail_failure (mail_id, attempt, site_id, address_id, status, diagnostic, failed_at)
     values ($1, $2, $3, $4, $5, $6, $7) on conflict (mail_id, attempt) do nothing`,
    [failure.mailId, failure.attempt, siteId, failure.addressId, failure.status, failure.diagnostic, at],
  );
  const { rowCount } = await tx.query(
    `update mail_address set suppressed_at = $3, suppressed_for = case when $4 then $5 else 'failures' end
     where site_id = $1 and id = $2 and suppressed_at is null and ($4 or (
       select count(*) from mail_failure f
       where f.site_id = $1 and f.address_id = $2 and f.failed_at > $6 and f.failed_at <= $3) >= $7)`,
    [
      siteId,
      failure.addressId,
      at,
      fault === 'gone',
      failure.status,
      new Date(at.getTime() - failuresWithinMs),
      failuresToSuppress,
    ],
  );
  return rowCount === 1;
}

/** Somebody called the mail unwanted: from now on the address gets nothing that it need not get. */
export async function recordComplaint(tx: Queryable, siteId: string, addressId: string, at: Date): Promise<void> {
  await tx.query('update mail_address set complained_at = $3, unsubscribed = $4 where site_id = $1 and id = $2', [
    siteId,
    addressId,
    at,
    [...mailStreams],
  ]);
}
