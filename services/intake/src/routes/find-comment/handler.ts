import { findCommentId, findComments } from '@moderato/database';
import { AppError } from '@moderato/domain';
import { parseParameters, type Route, sendJson } from '@moderato/http';
import { viewOf } from '../../comments/comment-view.js';
import { storableText } from '../../comments/storable-text.js';
import type { IntakeDeps } from '../../deps.js';
import { findCommentQuery, operation } from './schema.js';

export const findComment: Route<IntakeDeps> = {
  operation,
  handle:
    ({ auth, database }) =>
    async (req, res) => {
      const { siteId } = auth.credentialOf(res);
      const externalId = storableText(parseParameters(findCommentQuery, req.query).externalId);
      const state = await database.withSite(siteId, async (tx) => {
        const id = await findCommentId(tx, siteId, externalId);
        return id && (await findComments(tx, siteId, [id]))[0];
      });
      if (!state) throw new AppError('not_found');
      sendJson(res, 200, viewOf(state));
    },
};
