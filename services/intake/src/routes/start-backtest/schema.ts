import { startBacktestSchema } from '@moderato/domain';
import { jsonContent, type Route } from '@moderato/http';
import { z } from 'zod';
import type { IntakeDeps } from '../../deps.js';

export const operation: Route<IntakeDeps>['operation'] = {
  method: 'post',
  path: '/v1/guidelines/backtest',
  operationId: 'startBacktest',
  tags: ['Guidelines'],
  summary: 'Run a version over past comments',
  description: 'In the background; nothing is decided or changed. `Location` is where progress and result are.',
  request: { body: { required: true, content: jsonContent(startBacktestSchema) } },
  responses: {
    202: { description: 'Queued', content: jsonContent(z.object({ id: z.string(), state: z.literal('queued') })) },
  },
};
