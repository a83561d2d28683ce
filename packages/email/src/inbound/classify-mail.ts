/** Why a mail is no person's: such a mail is never answered, and opens no report. */
export type Automatic = 'auto_reply' | 'bounce' | 'complaint' | 'loop' | 'list';

export interface MailFacts {
  /** Lower-case names; a header that comes twice is there twice. */
  headers: { key: string; value: string }[];
  from: string | null;
  messageId: string | null;
  /** Right of the @ in the Message-IDs that we make. */
  ownDomain: string;
}

const robots = /^(mailer-daemon|postmaster|bounces?|no-?reply-bounces?)@/i;

/** Null where the mail looks like a person's. By contracts/email.md, "Coming back". */
export function classifyMail({ headers, from, messageId, ownDomain }: MailFacts): Automatic | null {
  const header = (name: string): string | undefined => headers.find(({ key }) => key === name)?.value.trim();
  const own = messageId !== null && /^case-/.test(messageId) && messageId.toLowerCase().endsWith(`@${ownDomain}`);
  if (own || header('x-loop')?.toLowerCase() === ownDomain || header('feedback-id')?.endsWith(':moderato'))
    return 'loop';
  const type = header('content-type') ?? '';
  if (/^multipart\/report\b/i.test(type)) return /feedback-report/i.test(type) ? 'complaint' : 'bounce';
  if (header('return-path')?.replace(/\s/g, '') === '<>' || robots.test(from ?? '')) return 'bounce';
  const submitted = header('auto-submitted')?.split(';')[0]?.trim().toLowerCase();
  if (submitted !== undefined && submitted !== 'no') return 'auto_reply';
  if (['x-autoreply', 'x-autorespond', 'x-auto-reply'].some((name) => header(name) !== undefined)) return 'auto_reply';
  const precedence = header('precedence')?.toLowerCase() ?? '';
  if (precedence === 'auto_reply') return 'auto_reply';
  return /^(bulk|junk|list)$/.test(precedence) || header('list-id') !== undefined ? 'list' : null;
}
