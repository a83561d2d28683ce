import { endConsoleSession } from '@moderato/database';
import type { Route } from '@moderato/http';
import type { ConsoleDeps } from '../deps.js';
import { sessionOf } from '../sessions/require-session.js';
import { clearSessionCookie } from '../sessions/session-cookie.js';

export const endSession: Route<ConsoleDeps> = {
  operation: {
    method: 'post',
    path: '/api/logout',
    summary: 'Sign out',
    responses: { 204: { description: 'The session is over' } },
  },
  handle:
    ({ database, clock, consoleUrl }) =>
    async (_req, res) => {
      const { siteId, id } = sessionOf(res);
      await database.withSite(siteId, (tx) => endConsoleSession(tx, siteId, id, clock.now()));
      clearSessionCookie(res, consoleUrl);
      res.status(204).end();
    },
};
