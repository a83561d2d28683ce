import { rightsOf } from '@moderato/domain';
import { type Route, sendJson } from '@moderato/http';
import { type Session, sessionSchema } from '../api/contract.js';
import type { ConsoleDeps } from '../deps.js';
import { sessionOf } from '../sessions/require-session.js';
import { answers } from './answers.js';

export const getSession: Route<ConsoleDeps> = {
  operation: { method: 'get', path: '/api/session', summary: 'Who is signed in', ...answers(sessionSchema) },
  handle: () => (_req, res) => {
    const { siteName, moderator, expiresAt } = sessionOf(res);
    const session: Session = {
      site: { name: siteName },
      moderator,
      expiresAt: expiresAt.toISOString(),
      rights: [...rightsOf[moderator.role]],
    };
    sendJson(res, 200, session);
  },
};
