import { jsonContent, type Route } from '@moderato/http';
import { z } from 'zod';
import type { IntakeDeps } from '../../deps.js';
import { endpointFields, withSecretSchema } from '../../webhook-endpoint-view.js';

export const createEndpointSchema = z
  .strictObject({
    url: endpointFields.url,
    description: endpointFields.description.default(''),
    eventTypes: endpointFields.eventTypes.default([]),
    secret: z
      .string()
      .regex(/^whsec_[A-Za-z0-9+/]{32,88}={0,2}$/, 'must be whsec_ and 24 to 64 bytes in base64')
      .optional()
      .describe('A signing secret of your own, for a receiver that was set up first; one is made where it is absent'),
  })
  .meta({ id: 'NewWebhookEndpoint' });

export const operation: Route<IntakeDeps>['operation'] = {
  method: 'post',
  path: '/v1/webhook-endpoints',
  operationId: 'createWebhookEndpoint',
  tags: ['Webhooks'],
  summary: 'Subscribe to events',
  description: 'Standard Webhooks. The secret is shown in this answer and never again.',
  request: { body: { required: true, content: jsonContent(createEndpointSchema) } },
  responses: { 201: { description: 'Made', content: jsonContent(withSecretSchema) } },
};
