import { jsonContent, type Route, sendJson } from '@moderato/http';
import { z } from 'zod';
import type { IntakeDeps } from '../../deps.js';
import { reportTokenOf } from '../../reports/report-token.js';
import { takesNotices } from '../../reports/take-notice.js';

const buttonSchema = z
  .object({
    token: z.string().describe('Names the site in its pages; no secret'),
    script: z.string().describe('The line for the page'),
    button: z.string().describe('The line for each comment'),
  })
  .meta({ id: 'ReportButton' });

const operation: Route<IntakeDeps>['operation'] = {
  method: 'get',
  path: '/v1/report-button',
  operationId: 'getReportButton',
  tags: ['Reports'],
  summary: 'What to paste into the site’s pages for a report button',
  responses: { 200: { description: 'Lines of HTML', content: jsonContent(buttonSchema) } },
};

export const getReportButton: Route<IntakeDeps> = {
  operation,
  handle:
    ({ auth, database, masterKeys, publicUrl }) =>
    async (_req, res) => {
      const { siteId } = auth.credentialOf(res);
      const token = reportTokenOf(masterKeys, siteId);
      const off = (await takesNotices(database, siteId)) ? '' : ' data-notices="off"';
      const base = (publicUrl ?? 'https://YOUR-MODERATO').replace(/\/+$/, '');
      sendJson(res, 200, {
        token,
        script: `<script async src="${base}/report.js" data-site="${token}"${off}></script>`,
        button: '<button type="button" data-report-comment="YOUR-ID-OF-THE-COMMENT">Report</button>',
      });
    },
};
