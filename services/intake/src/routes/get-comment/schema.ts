import { jsonContent, type Route } from '@moderato/http';
import { commentViewSchema } from '../../comments/comment-view.js';
import type { IntakeDeps } from '../../deps.js';
import { idParameter } from '../id-parameter.js';

export const operation: Route<IntakeDeps>['operation'] = {
  method: 'get',
  path: '/v1/comments/{id}',
  operationId: 'getComment',
  tags: ['Comments'],
  summary: 'Status, decision and history of a comment',
  request: { params: idParameter },
  responses: { 200: { description: 'The comment', content: jsonContent(commentViewSchema) } },
};
