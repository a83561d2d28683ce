import { appealView, findAppeal } from '@moderato/database';
import { AppError, appealViewSchema } from '@moderato/domain';
import { jsonContent, type Route, sendJson } from '@moderato/http';
import type { IntakeDeps } from '../../deps.js';
import { idOf, idParameter } from '../id-parameter.js';

export const getAppeal: Route<IntakeDeps> = {
  operation: {
    method: 'get',
    path: '/v1/appeals/{id}',
    operationId: 'getAppeal',
    tags: ['Appeals'],
    summary: 'One appeal, and what became of it',
    request: { params: idParameter },
    responses: { 200: { description: 'The appeal', content: jsonContent(appealViewSchema) } },
  },
  handle:
    ({ auth, database, masterKeys, clock }) =>
    async (req, res) => {
      const { siteId } = auth.credentialOf(res);
      const row = await database.withSite(siteId, (tx) => findAppeal(tx, siteId, idOf(req)));
      if (!row) throw new AppError('not_found');
      res.setHeader('Cache-Control', 'no-store');
      sendJson(res, 200, appealView(row, masterKeys, clock.now()));
    },
};
