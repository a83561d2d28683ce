import { jsonContent, type Route } from '@moderato/http';
import { z } from 'zod';
import type { IntakeDeps } from '../../deps.js';
import { idParameter } from '../id-parameter.js';

export const operation: Route<IntakeDeps>['operation'] = {
  method: 'delete',
  path: '/v1/comments/{id}',
  operationId: 'withdrawComment',
  tags: ['Comments'],
  summary: 'Withdraw a comment',
  description: 'Removes the text of all its revisions; its decisions stay on record. Again: the same answer.',
  request: { params: idParameter },
  responses: {
    200: {
      description: 'Withdrawn',
      content: jsonContent(z.object({ id: z.string(), externalId: z.string(), status: z.literal('withdrawn') })),
    },
  },
};
