import { siteReportSchema } from '@moderato/domain';
import { jsonContent, type Route } from '@moderato/http';
import { z } from 'zod';
import type { IntakeDeps } from '../../deps.js';
import { versionNumber } from '../version-parameter.js';

export const reportQuery = z.strictObject({
  days: z.coerce.number().int().min(1).max(3_660).default(90).describe('Decisions of the last so many days'),
  version: versionNumber
    .optional()
    .describe('Only decisions by this version, beside its thresholds; without it all, beside the live ones'),
});

export const operation: Route<IntakeDeps>['operation'] = {
  method: 'get',
  path: '/v1/guidelines/report',
  operationId: 'getGuidelinesReport',
  tags: ['Guidelines'],
  summary: 'What moderators made of each clause’s decisions, and which thresholds would have agreed more',
  description: 'Derived from the record each time it is asked for. It changes nothing.',
  request: { query: reportQuery },
  responses: { 200: { description: 'The report', content: jsonContent(siteReportSchema) } },
};
