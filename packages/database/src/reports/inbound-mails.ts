import { createHash } from 'node:crypto';
import type { InboundState } from '@moderato/domain';
import type { Database, Queryable } from '../database.js';
import type { MasterKeys } from '../master-keys.js';
import { reporterHash, type SealedTexts, sealTexts } from './reporters.js';

export interface NewInboundMail {
  id: string;
  source: 'imap' | 'webhook';
  fingerprint: Buffer;
  /** SHA-256 of its Message-ID, and of those that it answers. */
  messageHash: Buffer | null;
  answers: Buffer[];
  senderHash: Buffer | null;
  texts: SealedTexts<'content' | 'address'>;
}

const hashOf = (messageId: string): Buffer => createHash('sha256').update(messageId).digest();

/** A mail as it is kept: the sender's address apart from the rest, both sealed. */
export function sealInboundMail<Mail extends { messageId: string | null; answers: string[]; from: string | null }>(
  masterKeys: MasterKeys,
  siteId: string,
  { id, source, fingerprint, mail }: Pick<NewInboundMail, 'id' | 'source' | 'fingerprint'> & { mail: Mail },
): NewInboundMail {
  const { from, ...rest } = mail;
  return {
    id,
    source,
    fingerprint,
    messageHash: mail.messageId === null ? null : hashOf(mail.messageId),
    answers: mail.answers.map(hashOf),
    senderHash: from === null ? null : reporterHash(masterKeys, siteId, { email: from }),
    texts: sealTexts(masterKeys, { content: JSON.stringify(rest), address: from }),
  };
}

/** Keeps a mail to be placed. False where it is kept already. */
export async function keepInboundMail(db: Queryable, siteId: string, mail: NewInboundMail, at: Date): Promise<boolean> {
  const { sealed, wrappedKey, keyVersion } = mail.texts;
  const { rowCount } = await db.query(
    `insert into inbound_mail (id, site_id, source, fingerprint, message_hash, answers, sender_hash, wrapped_key,
       key_version, content, address, received_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) on conflict (site_id, fingerprint) do nothing`,
    [
      mail.id,
      siteId,
      mail.source,
      mail.fingerprint,
      mail.messageHash,
      mail.answers,
      mail.senderHash,
      wrappedKey,
      keyVersion,
      sealed.content,
      sealed.address,
      at,
    ],
  );
  return rowCount === 1;
}

export interface InboundMailRow {
  id: string;
  source: 'imap' | 'webhook';
  state: InboundState;
  why: string | null;
  candidates: string[];
  reportId: string | null;
  answers: Buffer[];
  senderHash: Buffer | null;
  wrappedKey: Buffer | null;
  keyVersion: number;
  content: Buffer | null;
  address: Buffer | null;
  acknowledgedAt: Date | null;
  receivedAt: Date;
}

const columns = `id, source, state, why, candidates, report_id as "reportId", answers, sender_hash as "senderHash",
  wrapped_key as "wrappedKey", key_version as "keyVersion", content, address, acknowledged_at as "acknowledgedAt",
  received_at as "receivedAt"`;

export async function listSitesWithNewMail(database: Database): Promise<string[]> {
  return (await database.acrossSites<{ id: string }>('select id from sites_with_new_mail() as id')).map((r) => r.id);
}

/** The oldest mail that waits to be placed, locked until the transaction ends; null where there is none. */
export async function claimInboundMail(tx: Queryable, siteId: string): Promise<InboundMailRow | null> {
  const { rows } = await tx.query<InboundMailRow>(
    `select ${columns} from inbound_mail where site_id = $1 and state = 'new'
     order by received_at, id limit 1 for update skip locked`,
    [siteId],
  );
  return rows[0] ?? null;
}

export async function findInboundMail(
  db: Queryable,
  siteId: string,
  id: string,
  { lock = false } = {},
): Promise<InboundMailRow | null> {
  const { rows } = await db.query<InboundMailRow>(
    `select ${columns} from inbound_mail where site_id = $1 and id = $2 ${lock ? 'for update' : ''}`,
    [siteId, id],
  );
  return rows[0] ?? null;
}

/** Newest first. */
export async function listInboundMails(
  db: Queryable,
  siteId: string,
  { state, before, limit }: { state: InboundState; before?: string | undefined; limit: number },
): Promise<InboundMailRow[]> {
  const { rows } = await db.query<InboundMailRow>(
    `select ${columns} from inbound_mail
     where site_id = $1 and state = $2 and ($3::uuid is null or id < $3) order by id desc limit $4`,
    [siteId, state, before ?? null, limit],
  );
  return rows;
}

export interface Placement {
  state: Exclude<InboundState, 'new'>;
  why: string;
  candidates?: string[];
  reportId?: string | null;
}

export async function settleInboundMail(
  tx: Queryable,
  siteId: string,
  id: string,
  { state, why, candidates = [], reportId = null }: Placement,
): Promise<void> {
  await tx.query(
    `update inbound_mail set state = $3, why = $4, candidates = $5, report_id = $6 where site_id = $1 and id = $2`,
    [siteId, id, state, why, candidates, reportId],
  );
}

/** True, once a day and sender: then the caller owes them a receipt. Two at once ask in turn. */
export async function mayAcknowledge(
  tx: Queryable,
  siteId: string,
  { id, senderHash }: Pick<InboundMailRow, 'id' | 'senderHash'>,
  at: Date,
): Promise<boolean> {
  if (!senderHash) return false;
  await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 79))', [senderHash.toString('hex')]);
  const { rowCount } = await tx.query(
    `update inbound_mail set acknowledged_at = $3 where site_id = $1 and id = $2 and not exists (
       select from inbound_mail o where o.site_id = $1 and o.sender_hash = $4 and o.acknowledged_at > $5)`,
    [siteId, id, at, senderHash, new Date(at.getTime() - 86_400_000)],
  );
  return rowCount === 1;
}

/** What of a thread is known already: the report that it is about, and mails of it that nobody could place. */
export async function findThread(
  db: Queryable,
  siteId: string,
  { answers, messageIds }: { answers: Buffer[]; messageIds: string[] },
): Promise<{ reportId: string | null; unplaced: string[] }> {
  const { rows } = await db.query<{ id: string | null; reportId: string | null; state: InboundState | null }>(
    `select m.id, m.report_id as "reportId", m.state from inbound_mail m
     where m.site_id = $1 and m.message_hash = any($2::bytea[])
     union all
     select i.id, case when o.kind = 'report-outcome' then o.about_id else i.report_id end, i.state
     from mail o left join inbound_mail i on i.site_id = $1 and i.id = o.about_id
     where o.site_id = $1 and o.message_id = any($3::text[]) and o.kind in ('report-receipt', 'report-outcome')`,
    [siteId, answers, messageIds],
  );
  const unplaced = rows.filter(({ id, state }) => id !== null && state === 'unplaced').map(({ id }) => id as string);
  return { reportId: rows.find(({ reportId }) => reportId !== null)?.reportId ?? null, unplaced };
}

export interface MailboxPosition {
  uidValidity: number;
  lastUid: number;
}

export async function findMailboxPosition(
  db: Queryable,
  siteId: string,
  mailbox: Buffer,
): Promise<MailboxPosition | null> {
  const { rows } = await db.query<{ validity: string; uid: string }>(
    'select uid_validity as validity, last_uid as uid from mailbox_position where site_id = $1 and mailbox = $2',
    [siteId, mailbox],
  );
  return rows[0] ? { uidValidity: Number(rows[0].validity), lastUid: Number(rows[0].uid) } : null;
}

export async function moveMailboxPosition(
  tx: Queryable,
  siteId: string,
  { mailbox, uidValidity, lastUid }: MailboxPosition & { mailbox: Buffer },
  at: Date,
): Promise<void> {
  await tx.query(
    `insert into mailbox_position as p (site_id, mailbox, uid_validity, last_uid, read_at) values ($1, $2, $3, $4, $5)
     on conflict (site_id, mailbox) do update set read_at = $5, uid_validity = $3,
       last_uid = case when p.uid_validity = $3 then greatest(p.last_uid, $4) else $4 end`,
    [siteId, mailbox, uidValidity, lastUid, at],
  );
}
