import type { Queryable } from '../database.js';

export interface KeptMail {
  id: string;
  messageId: string;
  sender: string;
  recipient: string;
  subject: string;
  text: string;
  html: string;
  keptAt: Date;
}

const removedNotice = 'The text of this mail was removed with a comment that it quoted.';
/** What a mail says once a comment that it quoted is gone. */
export const removedMail = { subject: 'Removed', text: removedNotice, html: `<p>${removedNotice}</p>` };

/**
 * Keeps a mail that quotes the comments of `commentIds`; keeping it twice keeps it once. False, and nothing kept,
 * where one of them was erased or withdrawn since the mail was written.
 */
export async function keepMail(
  db: Queryable,
  siteId: string,
  mail: KeptMail & { commentIds: string[] },
): Promise<boolean> {
  // Locked, so that an erasure either comes first and is seen here, or comes after and finds the mail.
  const { rows } = await db.query<{ gone: boolean }>(
    `select fixed_status is not distinct from 'withdrawn' or body is null as gone from comment
     where site_id = $1 and id = any($2::uuid[]) order by id for share`,
    [siteId, mail.commentIds],
  );
  if (rows.some(({ gone }) => gone)) return false;
  await db.query(
    `insert into kept_mail (id, site_id, message_id, sender, recipient, subject, text, html, comment_ids, kept_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict (message_id) do nothing`,
    [
      mail.id,
      siteId,
      mail.messageId,
      mail.sender,
      mail.recipient,
      mail.subject,
      mail.text,
      mail.html,
      mail.commentIds,
      mail.keptAt,
    ],
  );
  return true;
}

/** Newest first. */
export async function listKeptMails(db: Queryable, siteId: string, limit: number): Promise<KeptMail[]> {
  const { rows } = await db.query<KeptMail>(
    `select id, message_id as "messageId", sender, recipient, subject, text, html, kept_at as "keptAt"
     from kept_mail where site_id = $1 order by id desc limit $2`,
    [siteId, limit],
  );
  return rows;
}
