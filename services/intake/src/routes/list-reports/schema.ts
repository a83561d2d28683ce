import { reportStates, reportViewSchema } from '@moderato/domain';
import { jsonContent, pageParameters, pageSchema, type Route } from '@moderato/http';
import { z } from 'zod';
import type { IntakeDeps } from '../../deps.js';

export const listReportsQuery = z.strictObject({
  ...pageParameters,
  commentId: z.uuid().optional().describe('Of this comment alone'),
  state: z.enum(reportStates).optional(),
});

export const operation: Route<IntakeDeps>['operation'] = {
  method: 'get',
  path: '/v1/reports',
  operationId: 'listReports',
  tags: ['Reports'],
  summary: 'Readers’ reports, newest first',
  request: { query: listReportsQuery },
  responses: { 200: { description: 'One page', content: jsonContent(pageSchema(reportViewSchema)) } },
};
