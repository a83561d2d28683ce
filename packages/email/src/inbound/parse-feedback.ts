import type { Attachment, Email } from 'postal-mime';
import { bounceTokensIn } from '../bounce-address.js';
import { maskAddresses } from './mask-addresses.js';

/** What a mail server says of a mail of ours, as far as it can be told which. */
export interface MailFeedback {
  kind: 'bounce' | 'complaint';
  /** Of a bounce (RFC 3464): `failed` alone is for good. `status` is RFC 3463's. */
  action: 'failed' | 'delayed' | 'delivered' | 'relayed' | 'expanded' | null;
  status: string | null;
  /** The server's words, for people: at most 200 characters, addresses left out. */
  diagnostic: string | null;
  /** Of a complaint (RFC 5965), in lower case. */
  feedbackType: string | null;
  /** What may tell the mail: tokens of bounce addresses, then Message-IDs without brackets. */
  tokens: string[];
  messageIds: string[];
}

type Fields = Map<string, string>;

const longest = { diagnostic: 200, part: 64_000, ids: 20 };
const actions = ['failed', 'delayed', 'delivered', 'relayed', 'expanded'] as const;

const textOf = ({ content }: Attachment): string =>
  (typeof content === 'string' ? content : Buffer.from(content as ArrayBuffer).toString('utf8')).slice(0, longest.part);

/** Blocks of fields, parted by empty lines; folded lines are joined, names are in lower case. */
function blocksOf(text: string): Fields[] {
  const unfolded = text.replace(/\r\n?/g, '\n').replace(/\n[ \t]+/g, ' ');
  return unfolded
    .split(/\n{2,}/)
    .map((block) => {
      const fields: Fields = new Map();
      for (const line of block.split('\n')) {
        const [, name, value] = /^([!-9;-~]{1,100}):[ \t]*(.*)$/.exec(line) ?? [];
        if (name && !fields.has(name.toLowerCase())) fields.set(name.toLowerCase(), (value as string).trim());
      }
      return fields;
    })
    .filter((fields) => fields.size > 0);
}

const withoutComment = (value: string | undefined): string => (value ?? '').replace(/\([^()]*\)/g, '').trim();
const statusIn = (value: string | undefined): string | null =>
  /^[245]\.\d{1,3}\.\d{1,3}(?![\d.])/.exec(withoutComment(value))?.[0] ?? null;

/** Of several recipients the worst off: one of our mails has one only, which may have become several on its way. */
function recipientOf(blocks: Fields[]): Pick<MailFeedback, 'action' | 'status' | 'diagnostic'> {
  const recipients = blocks
    .filter((fields) => fields.has('action') || fields.has('status') || fields.has('final-recipient'))
    .map((fields) => {
      const action = actions.find((known) => known === withoutComment(fields.get('action')).toLowerCase()) ?? null;
      const said = fields.get('diagnostic-code');
      const diagnostic = said ? maskAddresses(said.replace(/[\p{Cc}\s]+/gu, ' ')).slice(0, longest.diagnostic) : null;
      return { action, status: statusIn(fields.get('status')), diagnostic };
    });
  const worst = recipients.find(({ action }) => action === 'failed') ?? recipients[0];
  return worst ?? { action: null, status: null, diagnostic: null };
}

const idsIn = (text: string): string[] => [...text.matchAll(/<([^<>\s]{1,900})>/g)].map(([, id]) => id as string);

/** Headers of the mail that came back, wherever they are: as a part, or below "Original message" in the text. */
function originalHeaders(email: Email): string {
  const returned = email.attachments.filter(({ mimeType }) =>
    /^(message\/rfc822|text\/rfc822-headers|message\/global)/i.test(mimeType),
  );
  return returned.map((part) => textOf(part).split(/\r?\n\r?\n/)[0] ?? '').join('\n');
}

/** Where the report itself was sent to, and what of the mail's own envelope it repeats. */
function tokensOf(email: Email, report: string, original: string): string[] {
  const wanted = /^(to|delivered-to|x-original-to|envelope-to|x-envelope-to|x-rcpt-to)$/;
  const own = email.headers.filter(({ key }) => wanted.test(key)).map(({ value }) => value);
  return [...new Set(bounceTokensIn([...own, report, original].join('\n')))].slice(0, longest.ids);
}

/** Servers that do not speak RFC 3464 but say by a fixed sentence or header that they have given up. */
function plainBounce(email: Email): Pick<MailFeedback, 'action' | 'status' | 'diagnostic'> | null {
  const hasFailed = email.headers.some(({ key }) => key === 'x-failed-recipients');
  const text = email.text ?? '';
  if (!hasFailed && !/permanent error; I've given up|This is a permanent error/i.test(text)) return null;
  return { action: 'failed', status: '5.0.0', diagnostic: null };
}

function complaintOf(email: Email, part: Attachment): MailFeedback {
  const fields = blocksOf(textOf(part))[0] ?? new Map();
  const original = originalHeaders(email);
  const headers = blocksOf(original)[0];
  return {
    kind: 'complaint',
    action: null,
    status: null,
    diagnostic: null,
    feedbackType: withoutComment(fields.get('feedback-type')).toLowerCase().slice(0, 40) || null,
    tokens: tokensOf(email, textOf(part), original),
    messageIds: idsIn(headers?.get('message-id') ?? '').slice(0, longest.ids),
  };
}

/** Null where the mail is neither a bounce nor a complaint that says so in a way that programs can read. */
export function parseFeedback(email: Email): MailFeedback | null {
  const partOf = (type: string) => email.attachments.find(({ mimeType }) => mimeType.toLowerCase() === type);
  const feedback = partOf('message/feedback-report');
  if (feedback) return complaintOf(email, feedback);
  const status = partOf('message/delivery-status') ?? partOf('message/global-delivery-status');
  const recipient = status ? recipientOf(blocksOf(textOf(status))) : plainBounce(email);
  if (!recipient) return null;
  const original = originalHeaders(email);
  const quoted = status ? '' : (email.text ?? '');
  const headers = blocksOf(original)[0];
  const ids = headers?.get('message-id') ?? /^Message-ID:.*$/im.exec(quoted)?.[0] ?? '';
  return {
    kind: 'bounce',
    ...recipient,
    feedbackType: null,
    tokens: tokensOf(email, status ? textOf(status) : quoted, original),
    messageIds: [...idsIn(ids), ...idsIn(email.inReplyTo ?? '')].slice(0, longest.ids),
  };
}
