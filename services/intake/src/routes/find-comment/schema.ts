import { jsonContent, type Route } from '@moderato/http';
import { z } from 'zod';
import { commentViewSchema } from '../../comments/comment-view.js';
import type { IntakeDeps } from '../../deps.js';

export const findCommentQuery = z.strictObject({ externalId: z.string().min(1).max(200) });

export const operation: Route<IntakeDeps>['operation'] = {
  method: 'get',
  path: '/v1/comments',
  operationId: 'findComment',
  tags: ['Comments'],
  summary: 'The comment with the site’s own id',
  request: { query: findCommentQuery },
  responses: { 200: { description: 'The comment', content: jsonContent(commentViewSchema) } },
};
