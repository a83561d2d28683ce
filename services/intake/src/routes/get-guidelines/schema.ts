import { jsonContent, type Route } from '@moderato/http';
import type { IntakeDeps } from '../../deps.js';
import { guidelinesViewSchema } from '../../guidelines-view.js';

export const operation: Route<IntakeDeps>['operation'] = {
  method: 'get',
  path: '/v1/guidelines',
  operationId: 'getGuidelines',
  tags: ['Guidelines'],
  summary: 'The live guidelines and what was understood of them',
  responses: { 200: { description: 'The live version', content: jsonContent(guidelinesViewSchema) } },
};
