import { commentStatuses } from '@moderato/domain';
import { jsonContent, type Route } from '@moderato/http';
import { z } from 'zod';
import type { IntakeDeps } from '../../deps.js';
import { idParameter } from '../id-parameter.js';

export const ingestedSchema = z
  .object({
    result: z.enum(['accepted', 'ignored', 'duplicate', 'refused']),
    code: z.string().optional().describe('Why it was refused: `author_suspended` or `author_banned`'),
    id: z.string().optional(),
    status: z.enum(commentStatuses).optional(),
  })
  .meta({ id: 'Ingested' });

export const operation: Route<IntakeDeps>['operation'] = {
  method: 'post',
  path: '/ingest/{id}',
  operationId: 'ingest',
  tags: ['Ingest'],
  summary: 'A signed webhook of a site’s software',
  description: 'Signed as the source’s scheme says, in place of an API key. A repeated message has no second effect.',
  security: [],
  request: { params: idParameter, body: { required: true, content: jsonContent(z.unknown()) } },
  responses: { 200: { description: 'Taken in, and committed', content: jsonContent(ingestedSchema) } },
};
