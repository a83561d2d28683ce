import { dsaSettingsInputSchema, dsaSettingsViewSchema } from '@moderato/domain';
import { jsonContent, type Route } from '@moderato/http';
import type { IntakeDeps } from '../../deps.js';

type Operation = Route<IntakeDeps>['operation'];

const path = '/v1/dsa/settings';
const responses = { 200: { description: 'The settings', content: jsonContent(dsaSettingsViewSchema) } };

export const getOperation: Operation = {
  method: 'get',
  path,
  operationId: 'getDsaSettings',
  tags: ['Law'],
  summary: 'What the site does under the EU Digital Services Act',
  responses,
};

export const putOperation: Operation = {
  method: 'put',
  path,
  operationId: 'putDsaSettings',
  tags: ['Law'],
  summary: 'Change that',
  description:
    'What is left out gets its default, but the token: left out it stays, null removes it. It goes in and never comes ' +
    'out. The change goes on the record.',
  request: { body: { required: true, content: jsonContent(dsaSettingsInputSchema) } },
  responses,
};
