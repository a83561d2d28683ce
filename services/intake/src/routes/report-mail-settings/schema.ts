import { reportMailSettingsSchema } from '@moderato/domain';
import { jsonContent, type Route } from '@moderato/http';
import type { IntakeDeps } from '../../deps.js';

type Operation = Route<IntakeDeps>['operation'];

const path = '/v1/reports/settings';
const responses = { 200: { description: 'The settings', content: jsonContent(reportMailSettingsSchema) } };

export const getOperation: Operation = {
  method: 'get',
  path,
  operationId: 'getReportMailSettings',
  tags: ['Reports'],
  summary: 'How much is mailed to the address for reports, and who gets it where that fails',
  responses,
};

export const putOperation: Operation = {
  method: 'put',
  path,
  operationId: 'putReportMailSettings',
  tags: ['Reports'],
  summary: 'Change that',
  description: 'What is left out gets its default. Mails that wait for an address go at once where there is one now.',
  request: { body: { required: true, content: jsonContent(reportMailSettingsSchema) } },
  responses,
};
