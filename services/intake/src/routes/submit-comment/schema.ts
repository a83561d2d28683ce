import { commentStatuses } from '@moderato/domain';
import { jsonContent, type Route } from '@moderato/http';
import { z } from 'zod';
import { commentViewSchema } from '../../comments/comment-view.js';
import { submissionSchema } from '../../comments/submission-schema.js';
import type { IntakeDeps } from '../../deps.js';

export const acceptedSchema = z
  .object({ id: z.string(), status: z.enum(commentStatuses) })
  .meta({ id: 'Accepted', description: 'Committed; the decision follows' });

export const operation: Route<IntakeDeps>['operation'] = {
  method: 'post',
  path: '/v1/comments',
  operationId: 'submitComment',
  tags: ['Comments'],
  summary: 'Submit a comment',
  description:
    'A 202 means that the comment is committed. The same `externalId` with another body is an edit: a new revision, ' +
    'decided anew; with the same body nothing happens. With `Prefer: wait=N` (seconds, 10 at most) the answer is the ' +
    'comment with its decision, if that is there in time.',
  request: {
    headers: z.object({
      prefer: z.string().optional().describe('wait=N'),
      'idempotency-key': z.string().optional().describe('Same key, same request: same answer, for 24 hours'),
    }),
    body: { required: true, content: jsonContent(submissionSchema) },
  },
  responses: {
    200: { description: 'Decided in time', content: jsonContent(commentViewSchema) },
    202: { description: 'Accepted', content: jsonContent(acceptedSchema) },
  },
};
