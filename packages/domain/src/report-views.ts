import { z } from 'zod';
import { noticeCategoryNames } from './dsa/notice.js';
import { reportReasons, reportSources, reportStates } from './reader-report.js';

const time = z.iso.datetime();

/** A report as sites and moderators see it: nothing of who reported, neither address nor hash. */
export const reportViewSchema = z
  .object({
    id: z.string(),
    commentId: z.string(),
    externalId: z.string().describe('The site’s own id of the comment'),
    revision: z.int(),
    reason: z.enum(reportReasons),
    source: z.enum(reportSources),
    state: z.enum(reportStates).describe('moot: the comment was gone, or down already, before anybody looked'),
    text: z.string().nullable().describe('The reporter’s words, e-mail and network addresses left out'),
    weight: z.number().describe('0..1, by how often the reporter was right before'),
    newcomer: z.boolean().describe('Nothing was known of the reporter'),
    possibleBrigading: z.boolean().describe('Many newcomers reported this comment within minutes'),
    notice: z
      .object({
        id: z.string(),
        category: z.enum(noticeCategoryNames),
        reasons: z.string().nullable().describe('Null once erased'),
        legalGround: z.string().nullable(),
        trustedFlagger: z.string().nullable(),
        danger: z.boolean().describe('Somebody’s life or safety is in danger: tell the authorities promptly (Art. 18)'),
      })
      .nullable()
      .describe('Where the reader says that the comment is illegal'),
    createdAt: time,
    resolvedAt: time.nullable(),
  })
  .meta({ id: 'Report' });
export type ReportView = z.infer<typeof reportViewSchema>;

export const inboundStates = ['new', 'placed', 'unplaced', 'ignored'] as const;
export type InboundState = (typeof inboundStates)[number];

/** A reader's mail as sites and moderators see it: nothing of who wrote it. */
export const inboxMailSchema = z
  .object({
    id: z.string(),
    state: z.enum(inboundStates),
    why: z
      .string()
      .nullable()
      .describe('How it was placed, or why not: link, id, quotation, several, nothing, bounce, …'),
    subject: z.string().nullable().describe('Null once erased'),
    text: z.string().nullable().describe('Its words, e-mail and network addresses left out'),
    attachments: z.array(z.object({ type: z.string(), bytes: z.int() })).describe('What came with it; not kept'),
    notes: z.array(z.string()).describe('too_large: read in part; unreadable; cut; html_only'),
    candidates: z.array(z.string()).describe('Comments that it may mean'),
    reportId: z.string().nullable(),
    receivedAt: time,
  })
  .meta({ id: 'InboxMail' });
export type InboxMailView = z.infer<typeof inboxMailSchema>;

/** Which comment a mail is about, by either id. */
export const placeMailSchema = z
  .strictObject({ commentId: z.uuid().optional(), externalId: z.string().min(1).max(200).optional() })
  .refine(({ commentId, externalId }) => (commentId === undefined) !== (externalId === undefined), {
    path: ['commentId'],
    error: 'give either commentId or externalId',
    params: { code: 'required' },
  })
  .meta({ id: 'PlaceMail' });
export type PlaceMail = z.infer<typeof placeMailSchema>;
