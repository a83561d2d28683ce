import { createTransport } from 'nodemailer';
import type { Mail } from './mail.js';

/**
 * `retry`: the same mail may go another time (a 4xx, no connection, a setting of ours that is wrong). `failed`: the
 * server has refused it for good. `error` is a word and the SMTP codes, never what the server said. `status` is by RFC
 * 3463; a sender that is refused is 5.7.0, since nothing was said of the recipient.
 */
export type MailResult =
  | { result: 'accepted' }
  | { result: 'retry'; error: string }
  | { result: 'failed'; error: string; status: string };

export interface Mailer {
  /** Never rejects on what a mail server does; on `keep`'s own errors it answers `retry`. */
  send(mail: Mail): Promise<MailResult>;
  close(): Promise<void>;
}

/** Where mail goes: out by SMTP, or to `keep`, which stores it. */
export type MailRoute = { smtpUrl: string; timeoutMs?: number } | { keep: (mail: Mail) => Promise<void> };

interface SmtpError {
  code?: unknown;
  responseCode?: unknown;
  response?: unknown;
  command?: unknown;
}

/** Only what the server says of this sender, recipient or message is final; its troubles with our login are not. */
function resultOf(cause: unknown): MailResult {
  const { code, responseCode, response, command } = (cause ?? {}) as SmtpError;
  const status = typeof responseCode === 'number' ? responseCode : 0;
  const enhanced = /\b[245]\.\d{1,3}\.\d{1,3}\b/.exec(typeof response === 'string' ? response : '')?.[0] ?? '';
  const words = [typeof code === 'string' ? code : 'unknown', status || '', enhanced].filter((word) => word !== '');
  const isFinal = status >= 500 && (code === 'EENVELOPE' || code === 'EMESSAGE');
  const error = words.join(' ');
  if (!isFinal) return { result: 'retry', error: error };
  const isSender = typeof command === 'string' && command.startsWith('MAIL');
  return { result: 'failed', error: error, status: isSender ? '5.7.0' : enhanced || '5.0.0' };
}

const isOneAddress = (address: string): boolean => /^[^\s@,;:<>"()[\]\\]+@[^\s@,;:<>"()[\]\\]+$/.test(address);

function createSmtpMailer(smtpUrl: string, timeoutMs: number, from: string): Mailer {
  const transport = createTransport({
    url: smtpUrl,
    pool: true,
    maxConnections: 2,
    maxMessages: 100,
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    dnsTimeout: timeoutMs,
    socketTimeout: 2 * timeoutMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    async send({ to, subject, text, html, messageId, date, headers, returnPath }) {
      // One recipient a message: a list in its place would show each who the others are.
      if (!isOneAddress(to)) return { result: 'failed', error: 'bad_address', status: '5.1.3' };
      try {
        await transport.sendMail({
          from,
          to: { name: '', address: to },
          subject,
          text,
          html,
          messageId: `<${messageId}>`,
          date,
          headers,
          textEncoding: 'quoted-printable',
          ...(returnPath !== undefined && { envelope: { from: returnPath, to: [to] } }),
        });
        return { result: 'accepted' };
      } catch (error) {
        return resultOf(error);
      }
    },
    close: async () => transport.close(),
  };
}

/** `from` is an address, with or without a name. `timeoutMs` (default 10,000) bounds each step, doubled for answers. */
export function createMailer(route: MailRoute, { from }: { from: string }): Mailer {
  if ('smtpUrl' in route) return createSmtpMailer(route.smtpUrl, route.timeoutMs ?? 10_000, from);
  return {
    send: (mail) =>
      route.keep(mail).then(
        (): MailResult => ({ result: 'accepted' }),
        (): MailResult => ({ result: 'retry', error: 'not_kept' }),
      ),
    close: async () => {},
  };
}
