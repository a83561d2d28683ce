import { jsonContent, type Route } from '@moderato/http';
import type { IntakeDeps } from '../../deps.js';
import { sourceViewSchema } from '../../ingest/source-view.js';
import { idParameter } from '../id-parameter.js';

export const operation: Route<IntakeDeps>['operation'] = {
  method: 'get',
  path: '/v1/ingest-sources/{id}',
  operationId: 'getIngestSource',
  tags: ['Ingest'],
  summary: 'A source',
  request: { params: idParameter },
  responses: { 200: { description: 'The source, without its secrets', content: jsonContent(sourceViewSchema) } },
};
