import { jsonContent, type Route } from '@moderato/http';
import { z } from 'zod';
import type { IntakeDeps } from '../../deps.js';
import { endpointFields, endpointViewSchema } from '../../webhook-endpoint-view.js';
import { idParameter } from '../id-parameter.js';

export const updateEndpointSchema = z
  .strictObject({
    url: endpointFields.url.optional(),
    description: endpointFields.description.optional(),
    eventTypes: endpointFields.eventTypes.optional(),
    disabled: z.boolean().optional().describe('false takes an endpoint that was disabled back into use'),
  })
  .meta({ id: 'WebhookEndpointChanges' });

export const operation: Route<IntakeDeps>['operation'] = {
  method: 'patch',
  path: '/v1/webhook-endpoints/{id}',
  operationId: 'updateWebhookEndpoint',
  tags: ['Webhooks'],
  summary: 'Change an endpoint',
  request: { params: idParameter, body: { required: true, content: jsonContent(updateEndpointSchema) } },
  responses: { 200: { description: 'As it is now', content: jsonContent(endpointViewSchema) } },
};
