import { createHash, timingSafeEqual } from 'node:crypto';
import type { Queryable } from './database.js';
import type { MasterKeys } from './master-keys.js';

/** What a link may do. One made for a purpose does nothing else. */
export interface LinkPurpose {
  name: string;
  /** The longest that such a link may hold, in milliseconds: a spent one is remembered for that long. */
  maxAgeMs: number;
}

export interface LinkSubject {
  siteId: string;
  /** An id of what the link is about; no dot in it. */
  subject: string;
}

export const sameToken = (a: string, b: string): boolean => {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
};

const signatureOf = (masterKeys: MasterKeys, purpose: LinkPurpose, { siteId, subject }: LinkSubject, expires: string) =>
  masterKeys.derive(`${purpose.name}:${siteId}:${subject}:${expires}`);

/** A token for a URL, good until `expiresAt` (to the second): whose, what, until when, and a keyed hash of the four. */
export function linkToken(masterKeys: MasterKeys, purpose: LinkPurpose, about: LinkSubject, expiresAt: Date): string {
  const expires = String(Math.floor(expiresAt.getTime() / 1000));
  return [about.siteId, about.subject, expires, signatureOf(masterKeys, purpose, about, expires)].join('.');
}

/** `forged` is anything that we did not sign for this purpose; `late` is ours, and its time is over. */
export type ReadLink = ({ state: 'good' | 'late'; expiresAt: Date } & LinkSubject) | { state: 'forged' };

/** What a token says at `at`. Whether it was spent is for `spendLink` to say. */
export function readLinkToken(masterKeys: MasterKeys, purpose: LinkPurpose, token: string, at: Date): ReadLink {
  const [siteId, subject, expires, signature, ...rest] = token.split('.');
  if (!siteId || !subject || !expires || !signature || rest.length > 0) return { state: 'forged' };
  if (!sameToken(signature, signatureOf(masterKeys, purpose, { siteId, subject }, expires))) return { state: 'forged' };
  const expiresAt = new Date(Number(expires) * 1000);
  const leftMs = expiresAt.getTime() - at.getTime();
  if (leftMs > purpose.maxAgeMs) return { state: 'forged' };
  return { state: leftMs > 0 ? 'good' : 'late', expiresAt, siteId, subject };
}

/**
 * Spends a link, in the transaction that does what it asks: true the first time, false ever after. Two that ask at
 * once wait for each other, and the second is told false unless the first rolled back.
 */
export async function spendLink(
  tx: Queryable,
  siteId: string,
  token: string,
  { expiresAt, at }: { expiresAt: Date; at: Date },
): Promise<boolean> {
  await tx.query('delete from spent_link where site_id = $1 and expires_at < $2', [siteId, at]);
  const { rowCount } = await tx.query(
    `insert into spent_link (token_hash, site_id, spent_at, expires_at) values ($1, $2, $3, $4)
     on conflict (token_hash) do nothing`,
    [createHash('sha256').update(token).digest(), siteId, at, expiresAt],
  );
  return rowCount === 1;
}
