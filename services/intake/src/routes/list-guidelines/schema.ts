import { guidelinesStates } from '@moderato/domain';
import { versionViewSchema } from '@moderato/guidelines';
import { jsonContent, pageParameters, pageSchema, type Route } from '@moderato/http';
import { z } from 'zod';
import type { IntakeDeps } from '../../deps.js';

export const listGuidelinesQuery = z.strictObject({
  ...pageParameters,
  state: z.enum(guidelinesStates).optional(),
});

export const operation: Route<IntakeDeps>['operation'] = {
  method: 'get',
  path: '/v1/guidelines/versions',
  operationId: 'listGuidelines',
  tags: ['Guidelines'],
  summary: 'Versions of the guidelines, newest first',
  request: { query: listGuidelinesQuery },
  responses: { 200: { description: 'One page', content: jsonContent(pageSchema(versionViewSchema)) } },
};
