import { backtestViewSchema } from '@moderato/domain';
import { jsonContent, type Route } from '@moderato/http';
import type { IntakeDeps } from '../../deps.js';
import { idParameter } from '../id-parameter.js';

export const operation: Route<IntakeDeps>['operation'] = {
  method: 'get',
  path: '/v1/guidelines/backtest/{id}',
  operationId: 'getBacktest',
  tags: ['Guidelines'],
  summary: 'How far a backtest is, and what it counted',
  request: { params: idParameter },
  responses: { 200: { description: 'The backtest', content: jsonContent(backtestViewSchema) } },
};
