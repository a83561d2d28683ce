import { createHash } from 'node:crypto';

/** A finished mail to one person. */
export interface Mail {
  siteId: string;
  /** One address. */
  to: string;
  subject: string;
  text: string;
  html: string;
  /** Without angle brackets: ours, kept, and the same for every attempt. */
  messageId: string;
  date: Date;
  headers: Record<string, string>;
  /** The comments whose words it quotes: erasing one of them must reach a kept copy. */
  commentIds: string[];
  /** A reader's mail: a kept copy does not show whose. */
  isPrivate?: boolean;
  /** The envelope's sender, to which it comes back; empty: to nobody. Unset: the sender that people see. */
  returnPath?: string;
}

/** The first `length` UTF-16 units, one fewer where that would halve a character. */
export const cut = (text: string, length: number): string => text.slice(0, length).replace(/[\uD800-\uDBFF]$/, '');

/** Fit for a header: one line, no control characters, at most `max` UTF-16 units. */
export function oneLine(text: string, max = 200): string {
  const line = text.replace(/[\p{Cc}\s\u2028\u2029]+/gu, ' ').trim();
  return line.length <= max ? line : `${cut(line, max - 1).trimEnd()}…`;
}

/** `case-{id}.1.{hash}@{domain}`: one a mail and recipient (contracts/email.md). */
export function messageIdOf({ mailId, to, domain }: { mailId: string; to: string; domain: string }): string {
  const hash = createHash('sha256').update(to.trim().toLowerCase()).digest('hex').slice(0, 12);
  return `case-${mailId}.1.${hash}@${domain}`;
}

/** The part of an address behind the @, of `a@b` as of `Name <a@b>`. */
export const domainOf = (address: string): string => /@([^\s<>@]+)>?\s*$/.exec(address)?.[1] ?? 'localhost';

/** What every automatic mail says of itself, so that no vacation notice answers it (RFC 3834; Exchange's own). */
export const automaticHeaders = (kind: string, siteSlug: string): Record<string, string> => ({
  'Auto-Submitted': 'auto-generated',
  'X-Auto-Response-Suppress': 'All',
  'Content-Language': 'en',
  'Feedback-ID': `${kind}:${oneLine(siteSlug, 60).replace(/[^\w.-]/g, '-')}:moderato`,
});

/**
 * For mail that somebody may want no more (RFC 2369, RFC 8058): `url` takes a POST from whoever holds it and asks
 * nothing further. `list` is a word for the stream.
 */
export const listHeaders = (
  { list, siteSlug, domain }: { list: string; siteSlug: string; domain: string },
  url: string | null,
): Record<string, string> => ({
  'List-Id': `<${list}.${siteSlug.replace(/[^\w-]/g, '-')}.${domain}>`,
  ...(url !== null && { 'List-Unsubscribe': `<${url}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' }),
});
