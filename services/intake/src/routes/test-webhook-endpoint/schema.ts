import { jsonContent, type Route } from '@moderato/http';
import { z } from 'zod';
import type { IntakeDeps } from '../../deps.js';
import { idParameter } from '../id-parameter.js';

/** No site subscribes to it: it is sent on request alone. */
export const testEventType = 'endpoint.test';

export const operation: Route<IntakeDeps>['operation'] = {
  method: 'post',
  path: '/v1/webhook-endpoints/{id}/test',
  operationId: 'testWebhookEndpoint',
  tags: ['Webhooks'],
  summary: 'Send a test event',
  description: `Sends one \`${testEventType}\` event, as all others are sent. Its delivery tells how it went.`,
  request: { params: idParameter },
  responses: { 202: { description: 'On its way', content: jsonContent(z.object({ deliveryId: z.string() })) } },
};
