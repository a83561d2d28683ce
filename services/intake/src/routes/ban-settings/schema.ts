import { ladderSettingsSchema } from '@moderato/domain';
import { jsonContent, type Route } from '@moderato/http';
import type { IntakeDeps } from '../../deps.js';

type Operation = Route<IntakeDeps>['operation'];

const path = '/v1/bans/settings';
const responses = { 200: { description: 'The settings', content: jsonContent(ladderSettingsSchema) } };

export const getOperation: Operation = {
  method: 'get',
  path,
  operationId: 'getBanSettings',
  tags: ['Authors'],
  summary: 'The site’s ladder from warning to ban',
  responses,
};

export const putOperation: Operation = {
  method: 'put',
  path,
  operationId: 'putBanSettings',
  tags: ['Authors'],
  summary: 'Change the ladder',
  description:
    'What is left out gets its default. It holds for what is imposed from now on; `bannedComments` and `evasion` reach ' +
    'every intake process within a second.',
  request: { body: { required: true, content: jsonContent(ladderSettingsSchema) } },
  responses,
};
