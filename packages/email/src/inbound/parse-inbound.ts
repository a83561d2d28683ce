import { createHash } from 'node:crypto';
import PostalMime, { type Email } from 'postal-mime';
import { type Automatic, classifyMail } from './classify-mail.js';
import { htmlToText, linksOfHtml } from './html-to-text.js';
import { maskAddresses } from './mask-addresses.js';
import { type MailFeedback, parseFeedback } from './parse-feedback.js';

/** Bytes of a mail that are read; of a longer one the headers and the beginning. */
export const readBytes = 256 * 1024;
const longest = { text: 64_000, subject: 500, links: 100, answers: 30, attachments: 50 };

/** What is kept of a mail. Of addresses only `from`, apart from the rest; in the texts `[address]` stands for them. */
export interface InboundMail {
  /** Without angle brackets. */
  messageId: string | null;
  /** Message-IDs that it answers, the nearest first. */
  answers: string[];
  from: string | null;
  subject: string;
  /** Plain text, quoted lines begin with `>`. */
  text: string;
  links: string[];
  automatic: Automatic | null;
  /** What a bounce or a complaint says of a mail of ours. */
  feedback: MailFeedback | null;
  attachments: { type: string; bytes: number }[];
  /** `too_large`: read in part. `unreadable`: its form could not be made out. `cut`: the text goes on. */
  notes: ('too_large' | 'unreadable' | 'cut' | 'html_only')[];
}

const idsOf = (header: string | undefined): string[] =>
  [...(header ?? '').matchAll(/<([^<>\s]{1,900})>/g)].map(([, id]) => id as string);

/** NUL and halves of characters cannot be stored. */
const storable = (text: string): string => text.replace(/[\0\p{Surrogate}]/gu, '\ufffd');

const webLinks = (text: string): string[] => text.match(/https?:\/\/[^\s<>"')\]]{4,2000}/gi) ?? [];

function addressOf({ from, sender }: Email): string | null {
  const address = (from?.address || sender?.address || '').trim().toLowerCase();
  return /^[^\s@,;:<>"()[\]\\]+@[^\s@,;:<>"()[\]\\]+$/.test(address) && address.length <= 320 ? address : null;
}

function mailOf(email: Email, { ownDomain, size }: { ownDomain: string; size: number }): InboundMail {
  const messageId = idsOf(email.messageId)[0] ?? null;
  const from = addressOf(email);
  const plain = email.text?.trim() ?? '';
  const html = email.html ?? '';
  // Some programs put "this is an HTML mail" into the plain part: the longer one speaks.
  const fromHtml = html === '' ? '' : htmlToText(html);
  const isHtmlOnly = fromHtml.length > 0 && (plain === '' || plain.length * 3 < fromHtml.length);
  const text = storable(isHtmlOnly ? fromHtml : plain);
  const notes: InboundMail['notes'] = [];
  if (size > readBytes) notes.push('too_large');
  if (text.length > longest.text) notes.push('cut');
  if (isHtmlOnly) notes.push('html_only');
  const automatic = classifyMail({ headers: email.headers, from, messageId, ownDomain });
  const feedback = automatic === 'bounce' || automatic === 'complaint' ? parseFeedback(email) : null;
  const answers = [...idsOf(email.inReplyTo), ...idsOf(email.references).toReversed()];
  const links = [...webLinks(text), ...linksOfHtml(html)].filter((link) => /^https?:/i.test(link));
  return {
    messageId,
    answers: [...new Set(answers)].slice(0, longest.answers),
    from,
    subject: maskAddresses(storable(email.subject ?? '').replace(/[\p{Cc}\s]+/gu, ' '))
      .trim()
      .slice(0, longest.subject),
    text: maskAddresses(text.slice(0, longest.text)),
    links: [...new Set(links.map(storable))].slice(0, longest.links),
    automatic: feedback?.kind ?? automatic,
    feedback,
    attachments: email.attachments.slice(0, longest.attachments).map(({ mimeType, content }) => ({
      type: storable(mimeType).slice(0, 100),
      bytes: typeof content === 'string' ? content.length : content.byteLength,
    })),
    notes,
  };
}

/** What can be kept of bytes that are no mail: their beginning, for a person to look at. */
const unreadable = (raw: Uint8Array): InboundMail => ({
  messageId: null,
  answers: [],
  from: null,
  subject: '',
  text: maskAddresses(storable(Buffer.from(raw.subarray(0, 8_000)).toString('utf8'))),
  links: [],
  automatic: null,
  feedback: null,
  attachments: [],
  notes: ['unreadable'],
});

/**
 * Reads a mail as it came. `raw` may be its beginning only; `size` is the whole one's, in bytes. Never rejects: what
 * cannot be read is kept with a note.
 */
export async function parseInbound(
  raw: Uint8Array,
  { ownDomain, size = raw.byteLength }: { ownDomain: string; size?: number },
): Promise<InboundMail> {
  try {
    const part = raw.subarray(0, readBytes);
    const email = await PostalMime.parse(part, { maxNestingDepth: 30, maxHeadersSize: readBytes });
    return mailOf(email, { ownDomain: ownDomain.toLowerCase(), size });
  } catch {
    return unreadable(raw);
  }
}

/** Equal for two deliveries of one mail; not for two mails that say otherwise under one Message-ID. */
export function fingerprintOfMail({ messageId, from, subject, text }: InboundMail): Buffer {
  const parts = [messageId ?? '', from ?? '', subject, text.replace(/\s+/g, ' ').trim()];
  return createHash('sha256').update(JSON.stringify(parts)).digest();
}

/** What the sender wrote now, and what they quote. */
export function partsOfText(text: string): { own: string; quoted: string } {
  const lines = text.split(/\r?\n/);
  const isQuoted = (line: string) => /^\s*>/.test(line);
  return {
    own: lines
      .filter((line) => !isQuoted(line))
      .join('\n')
      .trim(),
    quoted: lines
      .filter(isQuoted)
      .map((line) => line.replace(/^[\s>]+/, ''))
      .join('\n')
      .trim(),
  };
}
