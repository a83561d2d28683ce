import { jsonContent, type Route } from '@moderato/http';
import type { IntakeDeps } from '../../deps.js';
import { endpointViewSchema } from '../../webhook-endpoint-view.js';
import { idParameter } from '../id-parameter.js';

export const operation: Route<IntakeDeps>['operation'] = {
  method: 'get',
  path: '/v1/webhook-endpoints/{id}',
  operationId: 'getWebhookEndpoint',
  tags: ['Webhooks'],
  summary: 'An endpoint',
  request: { params: idParameter },
  responses: { 200: { description: 'The endpoint', content: jsonContent(endpointViewSchema) } },
};
