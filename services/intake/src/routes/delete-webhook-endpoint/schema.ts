import type { Route } from '@moderato/http';
import type { IntakeDeps } from '../../deps.js';
import { idParameter } from '../id-parameter.js';

export const operation: Route<IntakeDeps>['operation'] = {
  method: 'delete',
  path: '/v1/webhook-endpoints/{id}',
  operationId: 'deleteWebhookEndpoint',
  tags: ['Webhooks'],
  summary: 'Delete an endpoint',
  request: { params: idParameter },
  responses: { 204: { description: 'Deleted, with its secrets; its deliveries stay listed' } },
};
