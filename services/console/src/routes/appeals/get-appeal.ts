import { findAppeal } from '@moderato/database';
import { AppError } from '@moderato/domain';
import { type Route, sendJson } from '@moderato/http';
import { appealDetail } from '../../api/appeal-detail.js';
import { appealDetailSchema } from '../../api/appeals-contract.js';
import type { ConsoleDeps } from '../../deps.js';
import { sessionOf } from '../../sessions/require-session.js';
import { answers } from '../answers.js';
import { commentIdOf as idOf } from '../get-comment.js';

export const getAppeal: Route<ConsoleDeps> = {
  operation: {
    method: 'get',
    path: '/api/appeals/{id}',
    summary: 'One appeal with what it is about',
    ...answers(appealDetailSchema),
  },
  handle:
    ({ database, masterKeys, clock }) =>
    async (req, res) => {
      const { siteId, moderator } = sessionOf(res);
      const id = idOf(req.params);
      const reader = { masterKeys, moderatorId: moderator.id, at: clock.now() };
      const detail = await database.withSite(siteId, async (tx) => {
        const row = await findAppeal(tx, siteId, id);
        return row && (await appealDetail(tx, siteId, row, reader));
      });
      if (!detail) throw new AppError('not_found');
      sendJson(res, 200, detail);
    },
};
