import { newId } from '@moderato/domain';
import type { Queryable } from '../database.js';
import type { MasterKeys } from '../master-keys.js';
import { sameToken } from '../signed-links.js';
import { type Account, findAccount } from './accounts.js';

export type AccountLinkPurpose = 'invitation' | 'password-reset';

/** How long a link may be used, in milliseconds. */
export const linkMaxAgeMs: Record<AccountLinkPurpose, number> = {
  invitation: 7 * 24 * 3_600_000,
  'password-reset': 3_600_000,
};

export interface AccountLink {
  id: string;
  purpose: AccountLinkPurpose;
  expiresAt: Date;
  account: Account;
}

const signatureOf = (masterKeys: MasterKeys, siteId: string, id: string): string =>
  masterKeys.derive(`account-link:${siteId}:${id}`);

/** What goes into `<console>/join#…` or `<console>/reset#…`: behind the #, so that no server on the way logs it. */
export const accountLinkToken = (masterKeys: MasterKeys, siteId: string, id: string): string =>
  [siteId, id, signatureOf(masterKeys, siteId, id)].join('.');

/** Null for what was not made with these master keys. */
export function readAccountLinkToken(masterKeys: MasterKeys, token: string): { siteId: string; id: string } | null {
  const [siteId, id, signature, ...rest] = token.split('.');
  if (!siteId || !id || !signature || rest.length > 0) return null;
  return sameToken(signature, signatureOf(masterKeys, siteId, id)) ? { siteId, id } : null;
}

/** Makes a link; earlier ones of the same account and purpose work no more. Returns its id. */
export async function insertAccountLink(
  db: Queryable,
  siteId: string,
  { moderatorId, purpose }: { moderatorId: string; purpose: AccountLinkPurpose },
  at: Date,
): Promise<string> {
  const id = newId(at);
  await voidLinks(db, siteId, moderatorId, at, purpose);
  await db.query(
    `insert into account_link (id, site_id, moderator_id, purpose, created_at, expires_at)
     values ($1, $2, $3, $4, $5, $6)`,
    [id, siteId, moderatorId, purpose, at, new Date(at.getTime() + linkMaxAgeMs[purpose])],
  );
  return id;
}

/** The links of the account work no more: of one purpose, or all. */
export async function voidLinks(
  db: Queryable,
  siteId: string,
  moderatorId: string,
  at: Date,
  purpose?: AccountLinkPurpose,
): Promise<void> {
  await db.query(
    `update account_link set used_at = $3
     where site_id = $1 and moderator_id = $2 and used_at is null and ($4::text is null or purpose = $4)`,
    [siteId, moderatorId, at, purpose ?? null],
  );
}

/** Null where it was used or replaced, has expired, or its account was disabled. Locked for whoever uses it. */
export async function findAccountLink(
  db: Queryable,
  siteId: string,
  id: string,
  at: Date,
): Promise<AccountLink | null> {
  const { rows } = await db.query<{ moderatorId: string; purpose: AccountLinkPurpose; expiresAt: Date }>(
    `select moderator_id as "moderatorId", purpose, expires_at as "expiresAt" from account_link
     where site_id = $1 and id = $2 and used_at is null and expires_at > $3 for update`,
    [siteId, id, at],
  );
  const row = rows[0];
  const account = row ? await findAccount(db, siteId, row.moderatorId) : null;
  return row && account ? { id, purpose: row.purpose, expiresAt: row.expiresAt, account } : null;
}

export async function useAccountLink(db: Queryable, siteId: string, id: string, at: Date): Promise<void> {
  await db.query('update account_link set used_at = $3 where site_id = $1 and id = $2', [siteId, id, at]);
}
