import { jsonContent, type Route } from '@moderato/http';
import { z } from 'zod';
import type { IntakeDeps } from '../../deps.js';

export const authorParameter = z.object({ id: z.string().min(1).max(200).describe('The site’s own id of the author') });

export const operation: Route<IntakeDeps>['operation'] = {
  method: 'delete',
  path: '/v1/authors/{id}/data',
  operationId: 'eraseAuthor',
  tags: ['Authors'],
  summary: 'Erase a person',
  description:
    'Destroys the key to their identity and removes the text of all their comments, also where mails and replies quote ' +
    'it. What waited for a decision or a moderator is withdrawn. Decisions stay on record, without any text.',
  request: { params: authorParameter },
  responses: {
    200: {
      description: 'Erased',
      content: jsonContent(z.object({ authorId: z.string(), erased: z.literal(true), comments: z.int() })),
    },
  },
};
