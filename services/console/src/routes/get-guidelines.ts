import { findLiveGuidelines } from '@moderato/database';
import { AppError } from '@moderato/domain';
import { type Route, sendJson } from '@moderato/http';
import { type Guidelines, guidelinesSchema } from '../api/contract.js';
import type { ConsoleDeps } from '../deps.js';
import { sessionOf } from '../sessions/require-session.js';
import { answers } from './answers.js';

export const getGuidelines: Route<ConsoleDeps> = {
  operation: {
    method: 'get',
    path: '/api/guidelines',
    summary: 'The live guidelines and their clauses, in the order of the text',
    ...answers(guidelinesSchema),
  },
  handle:
    ({ database }) =>
    async (_req, res) => {
      const { siteId } = sessionOf(res);
      const live = await database.withSite(siteId, (tx) => findLiveGuidelines(tx, siteId));
      if (!live) throw new AppError('not_found', { detail: 'The site has no live guidelines yet.' });
      const { version, hash, source, clauses } = live.policy;
      const answer: Guidelines = {
        version,
        hash,
        source,
        clauses: clauses.map(({ id, kind, demand, text, start, end }) => ({ id, kind, demand, text, start, end })),
      };
      sendJson(res, 200, answer);
    },
};
