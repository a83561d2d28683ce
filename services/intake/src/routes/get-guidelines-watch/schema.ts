import { jsonContent, type Route } from '@moderato/http';
import type { IntakeDeps } from '../../deps.js';
import { watchViewSchema } from '../../guidelines-watch-view.js';

export const operation: Route<IntakeDeps>['operation'] = {
  method: 'get',
  path: '/v1/guidelines/watch',
  operationId: 'getGuidelinesWatch',
  tags: ['Guidelines'],
  summary: 'The page that is watched, what the last look found, and any alarm',
  responses: { 200: { description: 'The watch', content: jsonContent(watchViewSchema) } },
};
