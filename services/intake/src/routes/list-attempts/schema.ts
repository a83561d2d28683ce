import { jsonContent, type Route } from '@moderato/http';
import { z } from 'zod';
import type { IntakeDeps } from '../../deps.js';
import { idParameter } from '../id-parameter.js';

const attemptSchema = z
  .object({
    attempt: z.int(),
    startedAt: z.iso.datetime(),
    durationMs: z.int(),
    status: z.int().nullable().describe('Null when there was no answer'),
    error: z.string().nullable(),
    answer: z.string().nullable().describe('First kilobyte of what the receiver said'),
  })
  .meta({ id: 'DeliveryAttempt' });

export const operation: Route<IntakeDeps>['operation'] = {
  method: 'get',
  path: '/v1/deliveries/{id}/attempts',
  operationId: 'listAttempts',
  tags: ['Webhooks'],
  summary: 'The attempts of a delivery, oldest first',
  request: { params: idParameter },
  responses: { 200: { description: 'All of them', content: jsonContent(z.object({ data: z.array(attemptSchema) })) } },
};
