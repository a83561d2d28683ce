import { outcomes } from '@moderato/domain';
import { jsonContent, pageParameters, pageSchema, type Route } from '@moderato/http';
import { z } from 'zod';
import type { IntakeDeps } from '../../deps.js';
import { versionParameter } from '../version-parameter.js';

const outcome = z.enum(outcomes);

const disagreementSchema = z
  .object({
    commentId: z.string(),
    externalId: z.string(),
    revision: z.int(),
    live: outcome,
    shadow: outcome,
    clauseIds: z.array(z.string()).describe('Clauses of the version in shadow that it cites'),
    decidedAt: z.iso.datetime(),
  })
  .meta({ id: 'Disagreement' });

export const disagreementsSchema = pageSchema(disagreementSchema).extend({
  counts: z.object({
    compared: z.int(),
    missed: z.int().describe('Comments with which the version in shadow could not keep up'),
    flips: z.record(z.string(), z.int()).describe('Decisions that it makes otherwise, e.g. `approve→reject`'),
  }),
});

export const listDisagreementsQuery = z.strictObject(pageParameters);

export const operation: Route<IntakeDeps>['operation'] = {
  method: 'get',
  path: '/v1/guidelines/{version}/disagreements',
  operationId: 'listDisagreements',
  tags: ['Guidelines'],
  summary: 'Where a version in shadow decided otherwise than the live one, newest first',
  request: { params: versionParameter, query: listDisagreementsQuery },
  responses: { 200: { description: 'One page, with counts over all', content: jsonContent(disagreementsSchema) } },
};
