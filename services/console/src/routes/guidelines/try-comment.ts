import { parseBody, type Route, sendJson } from '@moderato/http';
import { type TryAnswer, tryAnswerSchema, tryRequestSchema } from '../../api/guidelines-contract.js';
import { guidelinesOf, versionOf } from '../../api/guidelines-version.js';
import type { ConsoleDeps } from '../../deps.js';
import { sessionOf } from '../../sessions/require-session.js';
import { answers } from '../answers.js';

export const tryComment: Route<ConsoleDeps> = {
  operation: {
    method: 'post',
    path: '/api/guidelines/versions/{version}/try',
    summary: 'Decide a comment by a version, and forget it',
    request: { body: { content: { 'application/json': { schema: tryRequestSchema } } } },
    ...answers(tryAnswerSchema),
  },
  handle:
    ({ database, judge }) =>
    async (req, res) => {
      const { siteId } = sessionOf(res);
      const version = versionOf(req.params);
      const { body } = parseBody(tryRequestSchema, req.body);
      const { policy } = await database.withSite(siteId, (tx) => guidelinesOf(tx, siteId, version));
      const answer: TryAnswer = judge({ body }, policy);
      sendJson(res, 200, answer);
    },
};
