import { randomBytes } from 'node:crypto';
import type { Queryable } from '../database.js';
import { type MasterKeys, type Profile, seal, unseal } from '../master-keys.js';

/** Who reports, as far as they say; nothing: all who say nothing count as one person. */
export type Reporter = { email: string } | { id: string } | { ip: string } | null;

/** Of `Ann+tag@Paper.Example` the mailbox alone, since one mailbox has as many tags as its owner likes. */
const mailboxOf = (email: string): string => email.trim().replace(/\+[^@]*(?=@)/, '');

/** An IPv6 subscriber has a whole /64. */
function networkOf(ip: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(ip)?.[1];
  if (mapped || !ip.includes(':')) return mapped ?? ip;
  const [head = '', tail = ''] = ip.split('%')[0]?.toLowerCase().split('::') ?? [];
  const [first, last] = [head, tail].map((part) => (part === '' ? [] : part.split(':'))) as [string[], string[]];
  const zeros = ip.includes('::') ? Array.from({ length: Math.max(0, 8 - first.length - last.length) }, () => '0') : [];
  const groups = [...first, ...zeros, ...last].slice(0, 4);
  return groups.map((group) => group.replace(/^0+(?=.)/, '')).join(':');
}

/** Equal for the same person at one site; worthless to who lacks the master key. */
export function reporterHash(masterKeys: MasterKeys, siteId: string, reporter: Reporter): Buffer {
  if (reporter === null) return masterKeys.match(siteId, 'reporter', 'nobody');
  if ('email' in reporter) return masterKeys.match(siteId, 'email', mailboxOf(reporter.email));
  if ('ip' in reporter) return masterKeys.match(siteId, 'ip', networkOf(reporter.ip));
  return masterKeys.match(siteId, 'reporter', `id ${reporter.id}`);
}

/** Texts sealed under a key of their own, which the newest master key wraps: destroying the key destroys them. */
export interface SealedTexts<Name extends string> {
  wrappedKey: Buffer | null;
  keyVersion: number;
  sealed: Record<Name, Buffer | null>;
}

export function sealTexts<Name extends string>(
  masterKeys: MasterKeys,
  texts: Record<Name, string | null>,
): SealedTexts<Name> {
  const entries = Object.entries(texts) as [Name, string | null][];
  const key = randomBytes(32);
  const isEmpty = entries.every(([, text]) => text === null);
  const { wrapped, version } = masterKeys.wrap(key);
  const sealed = entries.map(([name, text]) => [name, text === null ? null : seal(key, text)]);
  return {
    wrappedKey: isEmpty ? null : wrapped,
    keyVersion: version,
    sealed: Object.fromEntries(sealed) as Record<Name, Buffer | null>,
  };
}

/** Null where it was never there, or is forgotten. */
export function openText(
  masterKeys: MasterKeys,
  { wrappedKey, keyVersion }: { wrappedKey: Buffer | null; keyVersion: number },
  sealed: Buffer | null,
): string | null {
  if (!wrappedKey || !sealed) return null;
  return unseal(masterKeys.unwrap({ wrapped: wrappedKey, version: keyVersion }), sealed).toString('utf8');
}

/** Under which hashes an author may have reported: by the site's id of them, by their e-mail, by their address. */
export async function findReporterHashes(
  db: Queryable,
  masterKeys: MasterKeys,
  siteId: string,
  externalId: string,
): Promise<Buffer[]> {
  const { rows } = await db.query<{ wrappedKey: Buffer | null; keyVersion: number; profile: Buffer | null }>(
    `select wrapped_key as "wrappedKey", key_version as "keyVersion", profile from author
     where site_id = $1 and external_id = $2`,
    [siteId, externalId],
  );
  const profile = rows[0] ? openText(masterKeys, rows[0], rows[0].profile) : null;
  const { email, ip } = profile === null ? ({} as Profile) : (JSON.parse(profile) as Profile);
  const known: Reporter[] = [{ id: externalId }, ...(email ? [{ email }] : []), ...(ip ? [{ ip }] : [])];
  return known.map((reporter) => reporterHash(masterKeys, siteId, reporter));
}
