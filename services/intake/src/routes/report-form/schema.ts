import { noticeCategoryNames, reportReasons } from '@moderato/domain';
import { jsonContent, type Route } from '@moderato/http';
import { z } from 'zod';
import type { IntakeDeps } from '../../deps.js';

export const reportFormSchema = z
  .object({
    comment: z.string().min(1).max(200).describe('The site’s own id of the comment'),
    reason: z.enum(reportReasons),
    text: z.string().max(2_000).default(''),
    category: z
      .enum(noticeCategoryNames)
      .or(z.literal(''))
      .default('')
      .describe('With it, and with what follows, the reader says that the comment is illegal: a `Notice`'),
    reasons: z.string().default(''),
    legalGround: z.string().default(''),
    goodFaith: z.string().default('').describe('on'),
    name: z.string().default(''),
    email: z.string().default(''),
    danger: z.string().default('').describe('on, where somebody’s life or safety is in danger'),
    website: z.string().default('').describe('Stays empty: people do not see it, programs fill it in'),
  })
  .meta({ id: 'ReportForm' });

export const operation: Route<IntakeDeps>['operation'] = {
  method: 'post',
  path: '/report/{token}',
  operationId: 'reportByForm',
  tags: ['Reports'],
  summary: 'What the report button sends',
  description:
    'From a page of the origin on which the comment’s story stands. No cookie is read or set; who reports is known ' +
    'by a keyed hash of the network address alone. At most 10 a minute from one.',
  security: [],
  request: {
    params: z.object({ token: z.string() }),
    body: { required: true, content: { 'application/x-www-form-urlencoded': { schema: reportFormSchema } } },
  },
  responses: {
    202: { description: 'Committed', content: jsonContent(z.object({ received: z.literal(true) })) },
  },
};
