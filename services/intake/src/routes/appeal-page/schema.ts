import type { Route } from '@moderato/http';
import { z } from 'zod';
import { appealEmail, appealText } from '../../appeals/appeal-input.js';
import type { IntakeDeps } from '../../deps.js';

type Operation = Route<IntakeDeps>['operation'];

const content = { 'text/html': { schema: z.string() } };

export const showOperation: Operation = {
  method: 'get',
  path: '/appeal',
  operationId: 'showAppealPage',
  tags: ['Appeals'],
  summary: 'The page behind the signed link: what was decided, and a form',
  description: 'Changes nothing, however often it is opened. No script, no cookie; not for search engines.',
  security: [],
  request: { query: z.object({ token: z.string() }) },
  responses: {
    200: { description: 'The page', content },
    404: { description: 'The link is not one of ours', content },
  },
};

/** Empty fields of a form are fields that were left out. */
export const appealFormSchema = z
  .object({
    token: z.string().max(500),
    text: appealText,
    wantsOutcome: z.literal('1').optional(),
    email: appealEmail.optional(),
  })
  .meta({ id: 'AppealForm' });

export const sendOperation: Operation = {
  method: 'post',
  path: '/appeal',
  operationId: 'sendAppealForm',
  tags: ['Appeals'],
  summary: 'What the form of that page sends',
  description: 'Files the appeal, once, and leads back to the page. At most 10 a minute from one network.',
  security: [],
  request: {
    body: { required: true, content: { 'application/x-www-form-urlencoded': { schema: appealFormSchema } } },
  },
  responses: {
    303: { description: 'Filed, or there was one already' },
    422: { description: 'The page again, with what is wrong', content },
  },
};
