import { appealStates, appealViewSchema } from '@moderato/domain';
import { jsonContent, pageParameters, pageSchema, type Route } from '@moderato/http';
import { z } from 'zod';
import type { IntakeDeps } from '../../deps.js';

export const listAppealsQuery = z.strictObject({
  ...pageParameters,
  commentId: z.uuid().optional().describe('Of this comment alone'),
  state: z.enum(appealStates).optional(),
});

export const operation: Route<IntakeDeps>['operation'] = {
  method: 'get',
  path: '/v1/appeals',
  operationId: 'listAppeals',
  tags: ['Appeals'],
  summary: 'Appeals, newest first',
  request: { query: listAppealsQuery },
  responses: { 200: { description: 'One page', content: jsonContent(pageSchema(appealViewSchema)) } },
};
