import { noticeSchema, reportReasons, reportStates } from '@moderato/domain';
import { jsonContent, type Route } from '@moderato/http';
import { z } from 'zod';
import type { IntakeDeps } from '../../deps.js';

const email = z
  .string()
  .max(320)
  .regex(/^[^\s@,;<>"]+@[^\s@,;<>"]+$/, { error: 'must be an e-mail address' })
  .meta({ format: 'email', description: 'Kept encrypted, and only where the outcome is wanted; shown to nobody' });

export const submitReportSchema = z
  .strictObject({
    commentId: z.uuid().optional().describe('Moderato’s id of the comment'),
    externalId: z.string().min(1).max(200).optional().describe('Or the site’s own'),
    reason: z.enum(reportReasons),
    text: z.string().max(2_000).optional().describe('The reporter’s own words. Kept encrypted'),
    reporter: z
      .strictObject({ id: z.string().min(1).max(200).optional(), email: email.optional() })
      .refine(({ id, email: address }) => id !== undefined || address !== undefined, {
        error: 'must have an id or an email',
        params: { code: 'required' },
      })
      .optional()
      .describe('By whom: a person counts once for a revision. All reports without it count as one person’s'),
    illegal: noticeSchema
      .optional()
      .describe('Where the reporter says that the comment is illegal: a notice, Art. 16 of Regulation (EU) 2022/2065'),
    wantsOutcome: z.boolean().default(false).describe('Mails the reporter what came of it, where there is an e-mail'),
  })
  .refine(({ commentId, externalId }) => (commentId === undefined) !== (externalId === undefined), {
    path: ['commentId'],
    error: 'give either commentId or externalId',
    params: { code: 'required' },
  })
  .meta({ id: 'NewReport' });

export const submittedReportSchema = z
  .object({
    id: z.string(),
    commentId: z.string(),
    externalId: z.string(),
    state: z.enum(reportStates),
    noticeId: z.string().nullable().describe('Where it is a notice of illegal content'),
    counted: z.boolean().describe('False where this person had reported this revision before'),
  })
  .meta({ id: 'SubmittedReport' });

const content = jsonContent(submittedReportSchema);

export const operation: Route<IntakeDeps>['operation'] = {
  method: 'post',
  path: '/v1/reports',
  operationId: 'submitReport',
  tags: ['Reports'],
  summary: 'A reader reports a comment',
  description:
    'Puts the comment before moderators, ranked by who reports it and how often they were right. A comment that stood ' +
    'approved stays so until a moderator decides; that decision resolves every open report of it. A notice (`illegal`) ' +
    'is confirmed by mail, and its decision too, with what the notifier can do against it.',
  request: { body: { required: true, content: jsonContent(submitReportSchema) } },
  responses: {
    201: { description: 'Committed', content },
    200: { description: 'This person had reported it before: their first report', content },
  },
};
