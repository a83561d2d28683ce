import { jsonContent, type Route } from '@moderato/http';
import type { IntakeDeps } from '../../deps.js';
import { watchViewSchema } from '../../guidelines-watch-view.js';

export const operation: Route<IntakeDeps>['operation'] = {
  method: 'post',
  path: '/v1/guidelines/watch/check',
  operationId: 'checkGuidelinesWatch',
  tags: ['Guidelines'],
  summary: 'Look at the watched page now',
  description:
    'Within a second or so; `nextAt` is later only where a look was less than a minute ago, or the page’s server asks ' +
    'to be left alone. `GET /v1/guidelines/watch` tells what came of it.',
  responses: { 202: { description: 'The watch before that look', content: jsonContent(watchViewSchema) } },
};
