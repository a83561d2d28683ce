import { isIP } from 'node:net';
import { booleanSetting, loadConfig, portSetting, serviceSettings } from '@moderato/config';
import { z } from 'zod';
import { mailboxOf } from './inbox/mailbox-url.js';

/** Each is told by its place, for it holds a password. */
function checkMailboxes(text: string, context: z.RefinementCtx): void {
  text
    .trim()
    .split(/\s+/)
    .forEach((url, i) => {
      try {
        mailboxOf(url);
      } catch (error) {
        context.addIssue({
          code: 'custom',
          message: `mailbox ${i + 1}: ${error instanceof TypeError ? error.message : 'is no URL'}`,
        });
      }
    });
}

const settings = z.object({
  ...serviceSettings,
  PORT: portSetting(8083),
  /** smtp://user:password@host:587 or smtps://; unset: mail is kept in the database. */
  SMTP_URL: z.url({ protocol: /^smtps?$/, error: 'must be an smtp:// or smtps:// URL' }).optional(),
  /** An address, with or without a name before it: Moderato <moderato@paper.example>. */
  MODERATO_MAIL_FROM: z
    .string()
    .regex(/^([^<>\r\n]+<[^<>@\s]+@[^<>@\s]+>|[^<>@\s]+@[^<>@\s]+)$/, 'must be an address, or a name and <an address>')
    .optional(),
  /** Where moderators reach the console, for the links in mails. */
  MODERATO_CONSOLE_URL: z
    .url({ protocol: /^https?$/, error: 'must be an http(s) URL' })
    .default('http://localhost:8081'),
  /** Where the public reaches intake: for the links by which mail is unsubscribed from. Unset: mails carry none. */
  MODERATO_INTAKE_URL: z.url({ protocol: /^https?$/, error: 'must be an http(s) URL' }).optional(),
  /**
   * A domain whose mail comes to a mailbox of REPORTS_IMAP_URL: mails then come from b+…@ it, so that a bounce says
   * which mail it was. Unset: what comes back is told by its Message-ID.
   */
  MODERATO_BOUNCE_DOMAIN: z
    .string()
    .regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/i, 'must be a domain, such as bounces.paper.example')
    .optional(),
  /** For trying things on one machine: webhooks may go to private addresses, and by http. */
  MODERATO_ALLOW_PRIVATE_URLS: booleanSetting,
  /** Mailboxes that readers write to, parted by spaces: imaps://user:password@host/Folder?site=slug. Unset: none. */
  REPORTS_IMAP_URL: z.string().superRefine(checkMailboxes).optional(),
  /** How often they are looked at where their server does not tell of new mail, in milliseconds. */
  REPORTS_POLL_MS: z.coerce.number().int().min(100).max(3_600_000).default(30_000),
  /** For one exchange with a receiver, in milliseconds. */
  DELIVERY_TIMEOUT_MS: z.coerce.number().int().min(100).max(30_000).default(15_000),
  /** How long a dispatcher that died keeps what it had in hand, in milliseconds; then another sends it. */
  DELIVERY_LEASE_MS: z.coerce.number().int().min(200).max(600_000).default(60_000),
  /** How often the outbox is looked at when no job says that it should be, in milliseconds. */
  DELIVERY_POLL_MS: z.coerce.number().int().min(10).max(60_000).default(1_000),
});

const schema = settings.refine(({ DELIVERY_LEASE_MS: lease, DELIVERY_TIMEOUT_MS: timeout }) => lease >= 2 * timeout, {
  path: ['DELIVERY_LEASE_MS'],
  message: 'must be at least twice DELIVERY_TIMEOUT_MS, or a message would be sent twice while it is on its way',
});

export type DeliveryConfig = z.output<typeof schema>;

export const loadDeliveryConfig = (env: Record<string, string | undefined>): DeliveryConfig => loadConfig(schema, env);

/** Who the mails are from; unless set, moderato@ the console's host. */
export function mailFrom({ MODERATO_MAIL_FROM, MODERATO_CONSOLE_URL }: DeliveryConfig): string {
  if (MODERATO_MAIL_FROM) return MODERATO_MAIL_FROM;
  const host = new URL(MODERATO_CONSOLE_URL).hostname.replace(/^\[|\]$/g, '');
  return `Moderato <moderato@${isIP(host) ? 'localhost' : host}>`;
}
