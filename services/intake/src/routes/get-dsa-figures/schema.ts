import type { Route } from '@moderato/http';
import { z } from 'zod';
import type { IntakeDeps } from '../../deps.js';

export const figuresQuery = z.strictObject({
  year: z.coerce.number().int().min(2020).max(2100).describe('A calendar year, in UTC'),
});

export const operation: Route<IntakeDeps>['operation'] = {
  method: 'get',
  path: '/v1/dsa/figures',
  operationId: 'getDsaFigures',
  tags: ['Law'],
  summary: 'A year’s figures for the reports of Art. 15 and 24 of Regulation (EU) 2022/2065',
  description:
    'A number a line: site, year, article, what is counted, category, figure, value, unit. Derived from the record each ' +
    'time it is asked for. It changes nothing.',
  request: { query: figuresQuery },
  responses: { 200: { description: 'CSV (RFC 4180)', content: { 'text/csv': { schema: { type: 'string' } } } } },
};
