import { guidelinesViewSchema } from '@moderato/guidelines';
import { jsonContent, type Route } from '@moderato/http';
import { z } from 'zod';
import type { IntakeDeps } from '../../deps.js';
import { versionNumber } from '../version-parameter.js';

export const getGuidelinesQuery = z.strictObject({
  version: versionNumber.optional().describe('This version, whatever its state; without it, the live one'),
});

export const operation: Route<IntakeDeps>['operation'] = {
  method: 'get',
  path: '/v1/guidelines',
  operationId: 'getGuidelines',
  tags: ['Guidelines'],
  summary: 'A version of the guidelines and what was understood of it',
  request: { query: getGuidelinesQuery },
  responses: { 200: { description: 'The version', content: jsonContent(guidelinesViewSchema) } },
};
