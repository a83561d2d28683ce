import { findComments } from '@moderato/database';
import { AppError } from '@moderato/domain';
import { type Route, sendJson } from '@moderato/http';
import { viewOf } from '../../comments/comment-view.js';
import type { IntakeDeps } from '../../deps.js';
import { idOf } from '../id-parameter.js';
import { operation } from './schema.js';

export const getComment: Route<IntakeDeps> = {
  operation,
  handle:
    ({ auth, database }) =>
    async (req, res) => {
      const { siteId } = auth.credentialOf(res);
      const [state] = await database.withSite(siteId, (tx) => findComments(tx, siteId, [idOf(req)]));
      if (!state) throw new AppError('not_found');
      sendJson(res, 200, viewOf(state));
    },
};
