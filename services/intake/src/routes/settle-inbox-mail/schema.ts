import { inboxMailSchema, placeMailSchema } from '@moderato/domain';
import { jsonContent, type Route } from '@moderato/http';
import type { IntakeDeps } from '../../deps.js';
import { idParameter } from '../id-parameter.js';

const responses = { 200: { description: 'The mail as it now stands', content: jsonContent(inboxMailSchema) } };

export const placeOperation: Route<IntakeDeps>['operation'] = {
  method: 'post',
  path: '/v1/inbox/{id}/place',
  operationId: 'placeInboxMail',
  tags: ['Reports'],
  summary: 'Say which comment a mail is about: opens a report in its sender’s name',
  description: 'Also takes back what was ignored. A mail that is placed stays where it is.',
  request: { params: idParameter, body: { required: true, content: jsonContent(placeMailSchema) } },
  responses,
};

export const ignoreOperation: Route<IntakeDeps>['operation'] = {
  method: 'post',
  path: '/v1/inbox/{id}/ignore',
  operationId: 'ignoreInboxMail',
  tags: ['Reports'],
  summary: 'Set a mail aside: it is about no comment',
  request: { params: idParameter },
  responses,
};
