import type { Route } from '@moderato/http';
import type { IntakeDeps } from '../../deps.js';
import { reportScript as script } from '../../reports/report-script.js';

/** Loaded by pages of other origins, with no key and no cookie. */
export const reportScript: Route<IntakeDeps> = {
  operation: {
    method: 'get',
    path: '/report.js',
    operationId: 'reportScript',
    tags: ['Reports'],
    summary: 'The script of the report button',
    security: [],
    responses: { 200: { description: 'JavaScript', content: { 'text/javascript': { schema: { type: 'string' } } } } },
  },
  handle: () => (_req, res) => {
    res.setHeader('Cross-Origin-Resource-Policy', 'cross-origin');
    res.setHeader('Cache-Control', 'public, max-age=3600');
    res.type('text/javascript').send(script);
  },
};
