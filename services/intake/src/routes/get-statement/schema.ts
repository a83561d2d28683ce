import { jsonContent, type Route } from '@moderato/http';
import { shownStatementSchema } from '../../appeals/read-statement.js';
import type { IntakeDeps } from '../../deps.js';
import { idParameter } from '../id-parameter.js';

type Operation = Route<IntakeDeps>['operation'];

const common = {
  method: 'get' as const,
  tags: ['Appeals'],
  request: { params: idParameter },
  responses: { 200: { description: 'The statement', content: jsonContent(shownStatementSchema) } },
};

export const ofCommentOperation: Operation = {
  ...common,
  path: '/v1/comments/{id}/statement',
  operationId: 'getCommentStatement',
  summary: 'What to tell the author of a comment that was rejected, or held for long',
  description:
    'The statement of reasons (Digital Services Act, Art. 17) with the signed link by which the author appeals. ' +
    '404 `not_restricted` where nothing stands against the author, or the comment has not been held for long enough yet.',
};

export const ofPenaltyOperation: Operation = {
  ...common,
  path: '/v1/bans/{id}/statement',
  operationId: 'getPenaltyStatement',
  summary: 'What to tell an author who was warned, struck, suspended or banned',
  description: 'A penalty that rests on a decision is stated, and appealed, with it.',
};
