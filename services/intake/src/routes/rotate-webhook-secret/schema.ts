import { jsonContent, type Route } from '@moderato/http';
import { z } from 'zod';
import type { IntakeDeps } from '../../deps.js';
import { idParameter } from '../id-parameter.js';

export const rotationHours = 24;

export const operation: Route<IntakeDeps>['operation'] = {
  method: 'post',
  path: '/v1/webhook-endpoints/{id}/rotate-secret',
  operationId: 'rotateWebhookSecret',
  tags: ['Webhooks'],
  summary: 'Give an endpoint a new secret',
  description: `For ${rotationHours} hours both sign; then the old one is gone.`,
  request: { params: idParameter },
  responses: {
    200: {
      description: 'The new secret, shown once',
      content: jsonContent(z.object({ id: z.string(), secret: z.string(), oldValidUntil: z.iso.datetime() })),
    },
  },
};
