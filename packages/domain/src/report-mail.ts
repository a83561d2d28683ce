import { z } from 'zod';

const isTimeZone = (name: string): boolean => {
  try {
    return Intl.DateTimeFormat('en', { timeZone: name }).format(0) !== '';
  } catch {
    return false;
  }
};

/** Mail to the address that the guidelines name for reports: how much of it, and who gets it where that fails. */
export const reportMailSettingsSchema = z
  .strictObject({
    enabled: z.boolean().default(true).describe('Whether reports are mailed at all'),
    immediate: z
      .int()
      .min(0)
      .max(100)
      .default(3)
      .describe('How many go at once, each by itself, before the others wait for the digest'),
    severePerHour: z
      .int()
      .min(0)
      .max(60)
      .default(6)
      .describe('Severe ones go at once beyond that, as long as no more mails than this went within the hour'),
    digestMinutes: z.int().min(1).max(1_440).default(60).describe('At most one digest in this time'),
    digestHours: z
      .array(z.int().min(0).max(23))
      .max(24)
      .default([])
      .describe('Digests go at these hours of the day alone; empty: at any'),
    timeZone: z.string().refine(isTimeZone, 'is no time zone of the IANA list, such as Europe/Berlin').default('UTC'),
    secondContact: z.email().optional().describe('Who gets the mails where those to the listed address come back'),
  })
  .meta({ id: 'ReportMailSettings' });
export type ReportMailSettings = z.infer<typeof reportMailSettingsSchema>;

/** What a person may unsubscribe from: single reports, digests, the watched page, webhooks' trouble, a report's outcome. */
export const mailStreams = ['alerts', 'digests', 'watch', 'technical', 'outcomes'] as const;
export type MailStream = (typeof mailStreams)[number];

/** Failures within this time count together. */
export const failuresWithinMs = 7 * 86_400_000;
export const failuresToSuppress = 3;

/**
 * What a status of RFC 3463 says of the address: `gone`: there is no such mailbox; `failed`: it counts against the
 * address; `refused`: the sender's policy or reputation, not the address; `wait`: it may go another time.
 */
export type MailFault = 'gone' | 'failed' | 'refused' | 'wait';

export function faultOf(status: string): MailFault {
  const [kind, subject, detail] = status.split('.').map(Number);
  if (kind !== 5) return 'wait';
  if (subject === 7) return 'refused';
  return subject === 1 && detail === 1 ? 'gone' : 'failed';
}

/** Trouble with a site's mail, as its staff see it, with what to do. */
export const mailAlarmSchema = z
  .object({
    kind: z.enum(['address_dead', 'mail_parked', 'mail_refused', 'complained', 'unsubscribed']),
    address: z.string().nullable().describe('Which address; null where mails wait and there is none'),
    addressId: z.string().nullable().describe('For POST /v1/mail-addresses/{id}/works'),
    since: z.iso.datetime().nullable(),
    status: z.string().nullable().describe('RFC 3463 status, or failures'),
    waiting: z.int().describe('Mails that wait for an address'),
    words: z.string().describe('What happened, and what to do'),
  })
  .meta({ id: 'MailAlarm' });
export type MailAlarm = z.infer<typeof mailAlarmSchema>;

/** An address that the site named for its own mails, and how mail to it fares. */
export const mailAddressViewSchema = z
  .object({
    id: z.string(),
    address: z.string(),
    state: z.enum(['works', 'dead', 'refused']),
    status: z.string().nullable().describe('RFC 3463 status, or failures: three within a week'),
    since: z.iso.datetime().nullable(),
    failures: z.int().describe('Mails that came back within seven days'),
    unsubscribed: z.array(z.enum(mailStreams)),
    complainedAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'MailAddress' });
export type MailAddressView = z.infer<typeof mailAddressViewSchema>;
