import { type ConsoleSession, findConsoleSession } from '@moderato/database';
import { AppError } from '@moderato/domain';
import { note } from '@moderato/http';
import type { RequestHandler, Response } from 'express';
import type { ConsoleDeps } from '../deps.js';
import { readSessionCookie } from './session-cookie.js';

const sessions = new WeakMap<Response, ConsoleSession>();

/** 401 `signed_out` without a session that still holds. */
export function requireSession({ database, clock, consoleUrl }: ConsoleDeps): RequestHandler {
  return async (req, res, next) => {
    const token = readSessionCookie(req, consoleUrl);
    const session = token ? await findConsoleSession(database, token, clock.now()) : null;
    if (!session) {
      res.setHeader('WWW-Authenticate', 'Cookie realm="moderato"');
      throw new AppError('signed_out');
    }
    sessions.set(res, session);
    note(res, { siteId: session.siteId, moderatorId: session.moderator.id });
    next();
  };
}

/** Throws where `requireSession` did not run. */
export function sessionOf(res: Response): ConsoleSession {
  const session = sessions.get(res);
  if (!session) throw new AppError('signed_out');
  return session;
}
