import { claimComment as claim, releaseClaims } from '@moderato/database';
import { parseBody, type Route, sendJson } from '@moderato/http';
import { type ClaimAnswer, claimAnswerSchema, claimRequestSchema } from '../../api/desk-contract.js';
import type { ConsoleDeps } from '../../deps.js';
import { sessionOf } from '../../sessions/require-session.js';
import { answers } from '../answers.js';

export const claimComment: Route<ConsoleDeps> = {
  operation: {
    method: 'post',
    path: '/api/claims',
    summary: 'Say which comment is open here, and which no more; a claim ends by itself after some minutes of silence',
    request: { body: { content: { 'application/json': { schema: claimRequestSchema } } } },
    ...answers(claimAnswerSchema),
  },
  handle:
    ({ database, clock, bell }) =>
    async (req, res) => {
      const { siteId, moderator: by } = sessionOf(res);
      const { commentId, takeOver, release } = parseBody(claimRequestSchema, req.body);
      const who = { moderatorId: by.id, at: clock.now() };
      const { released, held } = await database.withSite(siteId, async (tx) => ({
        released: release.length > 0 ? await releaseClaims(tx, siteId, { commentIds: release, ...who }) : [],
        held: commentId ? await claim(tx, siteId, { commentId, evenFromOthers: takeOver, ...who }) : null,
      }));
      for (const gone of released) bell.tell(siteId, { type: 'released', commentId: gone, by });
      const answer: ClaimAnswer = { claim: held && { by: held.by, until: held.until.toISOString() } };
      if (commentId && answer.claim?.by.id === by.id) {
        bell.tell(siteId, { type: 'claimed', commentId, by, until: answer.claim.until });
      }
      sendJson(res, 200, answer);
    },
};
