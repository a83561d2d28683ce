import { findConsoleSession, listClaims } from '@moderato/database';
import type { Route } from '@moderato/http';
import type { LiveHello } from '../../api/desk-contract.js';
import type { ConsoleDeps } from '../../deps.js';
import { sendEvent } from '../../live/live-desks.js';
import { sessionOf } from '../../sessions/require-session.js';
import { readSessionCookie } from '../../sessions/session-cookie.js';

export const hearDesks: Route<ConsoleDeps> = {
  operation: {
    method: 'get',
    path: '/api/events',
    summary: 'Server-sent events: `hello` with the claims that hold, `desk` for what colleagues do and what arrives',
    responses: { 200: { description: 'A stream that stays open', content: { 'text/event-stream': {} } } },
  },
  handle:
    ({ database, clock, consoleUrl, desks }) =>
    async (req, res) => {
      const { siteId } = sessionOf(res);
      const token = readSessionCookie(req, consoleUrl) ?? '';
      const mayListen = async () => (await findConsoleSession(database, token, clock.now())) !== null;
      await desks.open(siteId, { res, mayListen });
      // Read after it hears: nothing falls between the two.
      const claims = await database.withSite(siteId, (tx) => listClaims(tx, siteId, clock.now()));
      const hello: LiveHello = { claims: claims.map((claim) => ({ ...claim, until: claim.until.toISOString() })) };
      sendEvent(res, 'hello', hello);
    },
};
