import { jsonContent, pageParameters, pageSchema, type Route } from '@moderato/http';
import { z } from 'zod';
import type { IntakeDeps } from '../../deps.js';
import { sourceViewSchema } from '../../ingest/source-view.js';

export const listQuery = z.strictObject(pageParameters);

export const operation: Route<IntakeDeps>['operation'] = {
  method: 'get',
  path: '/v1/ingest-sources',
  operationId: 'listIngestSources',
  tags: ['Ingest'],
  summary: 'Sources, oldest first',
  request: { query: listQuery },
  responses: { 200: { description: 'One page', content: jsonContent(pageSchema(sourceViewSchema)) } },
};
