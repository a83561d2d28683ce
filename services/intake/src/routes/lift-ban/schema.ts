import { jsonContent, type Route } from '@moderato/http';
import { z } from 'zod';
import { changedPenaltySchema } from '../../ban-view.js';
import type { IntakeDeps } from '../../deps.js';
import { idParameter } from '../id-parameter.js';

export const liftBanQuery = z.strictObject({
  reason: z.string().trim().max(1_000).default('').describe('Why, for the record'),
});

export const operation: Route<IntakeDeps>['operation'] = {
  method: 'delete',
  path: '/v1/bans/{id}',
  operationId: 'liftBan',
  tags: ['Authors'],
  summary: 'Lift a penalty, or dismiss a proposed ban',
  description:
    'What followed from it is lifted too. It stays in the author’s history. One that ended before is answered as it is.',
  request: { params: idParameter, query: liftBanQuery },
  responses: { 200: { description: 'Lifted', content: jsonContent(changedPenaltySchema) } },
};
