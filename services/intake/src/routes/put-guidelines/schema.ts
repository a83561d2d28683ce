import { tuningSchema } from '@moderato/domain';
import { guidelinesViewSchema } from '@moderato/guidelines';
import { jsonContent, type Route } from '@moderato/http';
import { z } from 'zod';
import type { IntakeDeps } from '../../deps.js';

export const putGuidelinesSchema = z
  .strictObject({
    text: z
      .string()
      .describe('The guidelines as posted: plain text, Markdown, or the HTML of the page that holds them'),
    tuning: tuningSchema
      .optional()
      .describe('How they are enforced; left out, the settings of the live version go on as far as they fit'),
    state: z.enum(['live', 'draft']).default('live'),
  })
  .meta({ id: 'GuidelinesText' });

export const operation: Route<IntakeDeps>['operation'] = {
  method: 'put',
  path: '/v1/guidelines',
  operationId: 'putGuidelines',
  tags: ['Guidelines'],
  summary: 'Publish guidelines, or keep a draft of them',
  description:
    'Compiles the text and makes it the live version at once, or a draft that decides nothing and says what it would ' +
    'change. The text that is live already, with the same settings, changes nothing.',
  request: { body: { required: true, content: jsonContent(putGuidelinesSchema) } },
  responses: { 200: { description: 'The version', content: jsonContent(guidelinesViewSchema) } },
};
