import { jsonContent, type Route } from '@moderato/http';
import { z } from 'zod';
import type { IntakeDeps } from '../../deps.js';
import { inboxMailSchema } from '../../inbox/inbox-view.js';
import { idParameter } from '../id-parameter.js';

export const placeSchema = z
  .strictObject({ commentId: z.uuid().optional(), externalId: z.string().min(1).max(200).optional() })
  .refine(({ commentId, externalId }) => (commentId === undefined) !== (externalId === undefined), {
    path: ['commentId'],
    error: 'give either commentId or externalId',
    params: { code: 'required' },
  })
  .meta({ id: 'Place' });

const responses = { 200: { description: 'The mail as it now stands', content: jsonContent(inboxMailSchema) } };

export const placeOperation: Route<IntakeDeps>['operation'] = {
  method: 'post',
  path: '/v1/inbox/{id}/place',
  operationId: 'placeInboxMail',
  tags: ['Reports'],
  summary: 'Say which comment a mail is about: opens a report in its sender’s name',
  description: 'Also takes back what was ignored. A mail that is placed stays where it is.',
  request: { params: idParameter, body: { required: true, content: jsonContent(placeSchema) } },
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
