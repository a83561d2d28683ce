import { jsonContent, type Route } from '@moderato/http';
import { z } from 'zod';
import type { IntakeDeps } from '../../deps.js';
import { idParameter } from '../id-parameter.js';

const problemInPayload = z.object({ pointer: z.string().optional(), code: z.string(), detail: z.string() });

export const operation: Route<IntakeDeps>['operation'] = {
  method: 'post',
  path: '/v1/ingest-sources/{id}/dry-run',
  operationId: 'dryRunIngest',
  tags: ['Ingest'],
  summary: 'What a payload would become',
  description: 'Takes a payload as the sender would send it, unsigned; stores nothing.',
  request: { params: idParameter, body: { required: true, content: jsonContent(z.unknown()) } },
  responses: {
    200: {
      description: 'The submission that it would make, and what is wrong with it',
      content: jsonContent(
        z.object({
          wanted: z.boolean().describe('False: the mapping’s `only` leaves this message out'),
          submission: z.unknown(),
          problems: z.array(problemInPayload).describe('Empty: it would be taken in. Pointers are into the payload'),
        }),
      ),
    },
  },
};
