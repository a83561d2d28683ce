import { commentStatuses } from '@moderato/domain';
import { jsonContent, problemSchema, type Route } from '@moderato/http';
import { z } from 'zod';
import { submissionSchema } from '../../comments/submission-schema.js';
import type { IntakeDeps } from '../../deps.js';

export const maxBatch = 1_000;
/** Bytes, after expansion. */
export const maxBatchBytes = 32_000_000;

export const batchResultSchema = z.object({
  results: z.array(
    z.union([
      z.object({ id: z.string(), externalId: z.string(), status: z.enum(commentStatuses) }),
      z.object({ externalId: z.string().optional(), error: problemSchema }),
    ]),
  ),
});

export const operation: Route<IntakeDeps>['operation'] = {
  method: 'post',
  path: '/v1/comments/batch',
  operationId: 'submitComments',
  tags: ['Comments'],
  summary: `Submit up to ${maxBatch} comments`,
  description: 'A JSON list, or one comment a line as NDJSON. Results in input order; a bad one spoils no other.',
  request: {
    body: {
      required: true,
      content: {
        ...jsonContent(z.array(submissionSchema).max(maxBatch)),
        'application/x-ndjson': { schema: z.string().describe('One submission a line') },
      },
    },
  },
  responses: { 207: { description: 'One result each', content: jsonContent(batchResultSchema) } },
};
