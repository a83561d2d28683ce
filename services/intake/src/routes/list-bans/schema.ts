import { penaltyKinds, penaltyViewSchema } from '@moderato/domain';
import { jsonContent, pageParameters, pageSchema, type Route } from '@moderato/http';
import { z } from 'zod';
import type { IntakeDeps } from '../../deps.js';

export const listBansQuery = z.strictObject({
  ...pageParameters,
  state: z.enum(['active', 'all']).default('active').describe('active: what holds now'),
  kind: z.enum(penaltyKinds).optional().describe('proposed_ban: what waits for a person'),
  author: z.string().min(1).max(200).optional().describe('The site’s own id of the author'),
});

export const operation: Route<IntakeDeps>['operation'] = {
  method: 'get',
  path: '/v1/bans',
  operationId: 'listBans',
  tags: ['Authors'],
  summary: 'Warnings, strikes, suspensions and bans, newest first',
  request: { query: listBansQuery },
  responses: { 200: { description: 'One page', content: jsonContent(pageSchema(penaltyViewSchema)) } },
};
