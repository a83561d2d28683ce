import { jsonContent, pageParameters, pageSchema, type Route } from '@moderato/http';
import { z } from 'zod';
import { deliveryStates, deliveryViewSchema } from '../../delivery-view.js';
import type { IntakeDeps } from '../../deps.js';

export const listDeliveriesQuery = z.strictObject({
  ...pageParameters,
  endpoint: z.uuid().optional().describe('Of this endpoint alone'),
  state: z.enum(deliveryStates).optional(),
});

export const operation: Route<IntakeDeps>['operation'] = {
  method: 'get',
  path: '/v1/deliveries',
  operationId: 'listDeliveries',
  tags: ['Webhooks'],
  summary: 'Deliveries, newest first',
  request: { query: listDeliveriesQuery },
  responses: { 200: { description: 'One page', content: jsonContent(pageSchema(deliveryViewSchema)) } },
};
