import { jsonContent, type Route } from '@moderato/http';
import { z } from 'zod';
import type { IntakeDeps } from '../../deps.js';

const over = z
  .strictObject({
    days: z.int().min(1).max(3_660).optional().describe('The last so many days; 30 where nothing is said'),
    since: z.iso.datetime({ offset: true }).optional(),
    until: z.iso.datetime({ offset: true }).optional().describe('Comments before this; now, where it is left out'),
    limit: z.int().min(1).max(10_000_000).default(100_000).describe('The newest so many of them'),
  })
  .superRefine(({ days, since, until }, context) => {
    if (days !== undefined && (since !== undefined || until !== undefined)) {
      context.addIssue({ code: 'custom', path: ['days'], message: 'say either days, or since and until' });
    }
    if (until !== undefined && since === undefined) {
      context.addIssue({ code: 'custom', path: ['since'], message: 'is needed beside until' });
    }
    if (since !== undefined && until !== undefined && Date.parse(since) >= Date.parse(until)) {
      context.addIssue({ code: 'custom', path: ['until'], message: 'must be later than since' });
    }
  });

export const startBacktestSchema = z
  .strictObject({
    version: z.int().min(1).max(2_147_483_647).describe('Any version; a draft, most often'),
    over: over.default({ limit: 100_000 }).describe('Which past comments'),
  })
  .meta({ id: 'StartBacktest' });

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
