import { createHash } from 'node:crypto';

/** A mailbox that readers write to. */
export interface Mailbox {
  host: string;
  port: number;
  secure: boolean;
  user: string;
  password: string;
  folder: string;
  /** Slug of the site whose readers write there; null: the only site. */
  site: string | null;
  /** Names it in the database, without its password. */
  id: Buffer;
}

/**
 * `imaps://user:password@host:993/Folder?site=slug`. The folder is INBOX unless named. Throws a TypeError that tells
 * what is wrong and nothing of the URL.
 */
export function mailboxOf(text: string): Mailbox {
  if (!URL.canParse(text)) throw new TypeError('is no URL');
  const url = new URL(text);
  if (url.protocol !== 'imap:' && url.protocol !== 'imaps:') throw new TypeError('must be imap:// or imaps://');
  if (url.username === '' || url.hostname === '') throw new TypeError('needs a host, a user and a password');
  const secure = url.protocol === 'imaps:';
  const port = Number(url.port) || (secure ? 993 : 143);
  const user = decodeURIComponent(url.username);
  const folder = decodeURIComponent(url.pathname.replace(/^\//, '')) || 'INBOX';
  const id = createHash('sha256')
    .update(JSON.stringify([url.hostname, port, user, folder]))
    .digest();
  const host = url.hostname.replace(/^\[|\]$/g, '');
  return {
    host,
    port,
    secure,
    user,
    password: decodeURIComponent(url.password),
    folder,
    site: url.searchParams.get('site'),
    id,
  };
}

/** One or more, parted by spaces. */
export const mailboxesOf = (text: string): Mailbox[] => text.trim().split(/\s+/).map(mailboxOf);
