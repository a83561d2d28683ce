import { jsonContent, type Route } from '@moderato/http';
import { z } from 'zod';
import type { IntakeDeps } from '../../deps.js';
import { guidelinesViewSchema } from '../../guidelines-view.js';

export const putGuidelinesSchema = z
  .strictObject({
    text: z
      .string()
      .describe('The guidelines as posted: plain text, Markdown, or the HTML of the page that holds them'),
  })
  .meta({ id: 'GuidelinesText' });

export const operation: Route<IntakeDeps>['operation'] = {
  method: 'put',
  path: '/v1/guidelines',
  operationId: 'putGuidelines',
  tags: ['Guidelines'],
  summary: 'Publish guidelines',
  description:
    'Compiles the text and makes it the live version at once. The text that is live already changes nothing.',
  request: { body: { required: true, content: jsonContent(putGuidelinesSchema) } },
  responses: { 200: { description: 'The live version', content: jsonContent(guidelinesViewSchema) } },
};
