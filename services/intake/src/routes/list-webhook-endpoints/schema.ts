import { jsonContent, pageParameters, pageSchema, type Route } from '@moderato/http';
import { z } from 'zod';
import type { IntakeDeps } from '../../deps.js';
import { endpointViewSchema } from '../../webhook-endpoint-view.js';

export const listQuery = z.strictObject(pageParameters);

export const operation: Route<IntakeDeps>['operation'] = {
  method: 'get',
  path: '/v1/webhook-endpoints',
  operationId: 'listWebhookEndpoints',
  tags: ['Webhooks'],
  summary: 'Endpoints, oldest first',
  request: { query: listQuery },
  responses: { 200: { description: 'One page', content: jsonContent(pageSchema(endpointViewSchema)) } },
};
