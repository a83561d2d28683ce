import { commentStatuses, penaltyViewSchema, standingViewSchema } from '@moderato/domain';
import { jsonContent, type Route } from '@moderato/http';
import { z } from 'zod';
import type { IntakeDeps } from '../../deps.js';
import { authorParameter } from '../erase-author/schema.js';

export const authorViewSchema = z
  .object({
    id: z.string().describe('The site’s own id'),
    standing: standingViewSchema,
    exempt: z.boolean().describe('Trusted or staff: never punished'),
    penalties: z.array(penaltyViewSchema).describe('Newest first, 100 at most; `GET /v1/bans?author=` has them all'),
    comments: z
      .record(z.enum(commentStatuses), z.int())
      .describe('How many stand where, of the newest 1,000 of the author'),
  })
  .meta({ id: 'Author' });

export const operation: Route<IntakeDeps>['operation'] = {
  method: 'get',
  path: '/v1/authors/{id}',
  operationId: 'getAuthor',
  tags: ['Authors'],
  summary: 'Where an author stands',
  description: 'Without name, e-mail or IP address, which are shown to nobody.',
  request: { params: authorParameter },
  responses: { 200: { description: 'The author', content: jsonContent(authorViewSchema) } },
};
