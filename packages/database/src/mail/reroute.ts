import { type MailStream, newId } from '@moderato/domain';
import type { Database, Queryable } from '../database.js';
import type { MasterKeys } from '../master-keys.js';
import { findLiveGuidelines } from '../queries/guidelines.js';
import type { MailKind } from '../queries/mails.js';
import { findSite } from '../queries/sites.js';
import { chooseAddress } from './mail-addresses.js';

/** What each kind of mail is to whoever gets it; null: nobody can unsubscribe from it. */
export const streamOf: Record<MailKind, MailStream | null> = {
  report: 'alerts',
  digest: 'digests',
  watch: 'watch',
  'endpoint-disabled': 'technical',
  'report-receipt': null,
  'report-outcome': 'outcomes',
  'notice-receipt': null,
  'notice-outcome': null,
  'appeal-outcome': null,
  invitation: null,
  'password-reset': null,
};

/** They let whoever reads them into an account: nobody else may get one. */
const forOneOnly = new Set<MailKind>(['invitation', 'password-reset']);

/** Who may get the site's mails of reports: the addresses that its guidelines name, then its second contact. */
export async function reportAddresses(db: Queryable, siteId: string): Promise<string[]> {
  const [site, live] = [await findSite(db, siteId), await findLiveGuidelines(db, siteId)];
  const second = site?.settings.reports.secondContact;
  return [...(live?.policy.report.emails ?? []), ...(second ? [second] : [])];
}

/** A mail to somebody of the site whose address does not work, or wants it no more. */
export interface StrandedMail {
  id: string;
  kind: MailKind;
  recipient: string;
}

const isSame = (a: string, b: string): boolean => a.trim().toLowerCase() === b.trim().toLowerCase();

interface Rerouting {
  masterKeys: MasterKeys;
  messageIdOf: (about: { mailId: string; to: string }) => string;
  at: Date;
  /** It was refused just now: when its own address may be tried again, and whether others come first. */
  again?: { retryAt: Date; elsewhere: boolean };
}

/**
 * Gives a mail that is still owed to the next address that takes it, as a mail of its own; where there is none it waits
 * without a time (`parked`). `same`: its own address takes mail again. Reports count as mailed with the new mail.
 */
export async function rerouteMail(
  tx: Queryable,
  siteId: string,
  { id, kind, recipient }: StrandedMail,
  { masterKeys, messageIdOf, at, again }: Rerouting,
): Promise<'moved' | 'same' | 'parked'> {
  const stream = streamOf[kind];
  const listed = forOneOnly.has(kind) ? [] : await reportAddresses(tx, siteId);
  // What was refused is offered to each address once, or two that refuse it would hand it to each other for ever.
  const tried = again?.elsewhere ? await listTried(tx, siteId, id) : [];
  const others = listed.filter((address) => ![recipient, ...tried].some((one) => isSame(one, address)));
  const candidates = again?.elsewhere ? [...others, recipient] : [recipient, ...others];
  const to = await chooseAddress(tx, siteId, { masterKeys, candidates, stream }, at);
  if (to === null || to === recipient) {
    await tx.query(
      `update mail set state = 'pending', next_attempt_at = $3, leased_until = null, finished_at = null
       where site_id = $1 and id = $2`,
      [siteId, id, to === null ? null : (again?.retryAt ?? at)],
    );
    return to === null ? 'parked' : 'same';
  }
  const newMailId = newId(at);
  await tx.query(
    `insert into mail (id, site_id, kind, recipient, message_id, about_id, next_attempt_at, created_at)
     select $3, site_id, kind, $4, $5, about_id, $6, $6 from mail where site_id = $1 and id = $2`,
    [siteId, id, newMailId, to, messageIdOf({ mailId: newMailId, to }), at],
  );
  await tx.query('update report_item set mail_id = $3 where site_id = $1 and mail_id = $2', [siteId, id, newMailId]);
  await tx.query(
    `update mail set state = 'dead', next_attempt_at = null, leased_until = null, finished_at = $3, readdressed_to = $4
     where site_id = $1 and id = $2`,
    [siteId, id, at, newMailId],
  );
  return 'moved';
}

/** The addresses that the mails had in whose place this one came. */
async function listTried(db: Queryable, siteId: string, id: string): Promise<string[]> {
  const { rows } = await db.query<{ recipient: string }>(
    `with recursive before as (
       select id, recipient from mail where site_id = $1 and readdressed_to = $2
       union
       select m.id, m.recipient from mail m join before b on m.site_id = $1 and m.readdressed_to = b.id)
     select recipient from before`,
    [siteId, id],
  );
  return rows.map(({ recipient }) => recipient);
}

export async function listSitesWithParkedMail(database: Database): Promise<string[]> {
  return (await database.acrossSites<{ id: string }>('select id from sites_with_parked_mail() as id')).map((r) => r.id);
}

/** Parked mails behind `after`, the oldest first, locked; what others hold is passed over. */
export async function claimParkedMails(
  tx: Queryable,
  siteId: string,
  { after, limit }: { after: string | null; limit: number },
): Promise<StrandedMail[]> {
  const { rows } = await tx.query<StrandedMail>(
    `select id, kind, recipient from mail
     where site_id = $1 and state = 'pending' and next_attempt_at is null and ($2::uuid is null or id > $2)
     order by id limit $3 for update skip locked`,
    [siteId, after, limit],
  );
  return rows;
}
