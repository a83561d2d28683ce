import type { Route } from '@moderato/http';
import type { IntakeDeps } from '../../deps.js';

export const operation: Route<IntakeDeps>['operation'] = {
  method: 'delete',
  path: '/v1/guidelines/watch',
  operationId: 'deleteGuidelinesWatch',
  tags: ['Guidelines'],
  summary: 'Watch the page no more',
  responses: { 204: { description: 'Ended, the editors’ addresses forgotten; drafts that it made stay' } },
};
