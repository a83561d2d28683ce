import type { Route } from '@moderato/http';
import type { IntakeDeps } from '../../deps.js';
import { idParameter } from '../id-parameter.js';

export const operation: Route<IntakeDeps>['operation'] = {
  method: 'delete',
  path: '/v1/ingest-sources/{id}',
  operationId: 'deleteIngestSource',
  tags: ['Ingest'],
  summary: 'Delete a source',
  request: { params: idParameter },
  responses: { 204: { description: 'Deleted, with its secrets' } },
};
