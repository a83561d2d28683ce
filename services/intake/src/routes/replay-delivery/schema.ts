import { jsonContent, type Route } from '@moderato/http';
import { z } from 'zod';
import type { IntakeDeps } from '../../deps.js';
import { idParameter } from '../id-parameter.js';

export const operation: Route<IntakeDeps>['operation'] = {
  method: 'post',
  path: '/v1/deliveries/{id}/replay',
  operationId: 'replayDelivery',
  tags: ['Webhooks'],
  summary: 'Send a finished delivery again',
  description: 'Under the same `webhook-id`, so that a receiver who has it can drop it.',
  request: { params: idParameter },
  responses: {
    202: { description: 'On its way', content: jsonContent(z.object({ id: z.string(), state: z.literal('pending') })) },
  },
};
