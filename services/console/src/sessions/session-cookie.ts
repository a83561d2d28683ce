import { parse } from 'cookie';
import type { Request, Response } from 'express';

export const sessionHours = 12;

/** The prefix has the browser refuse a cookie that is not Secure, not of this host, or not for all of it. */
const nameFor = (consoleUrl: URL | null): string =>
  consoleUrl?.protocol === 'https:' ? '__Host-moderato_session' : 'moderato_session';

// Lax: a strict cookie would not come along when a moderator follows a link out of their mail.
const attributesFor = (consoleUrl: URL | null) => ({
  httpOnly: true,
  sameSite: 'lax' as const,
  secure: consoleUrl?.protocol === 'https:',
  path: '/',
});

export function setSessionCookie(res: Response, consoleUrl: URL | null, token: string): void {
  res.cookie(nameFor(consoleUrl), token, { ...attributesFor(consoleUrl), maxAge: sessionHours * 3_600_000 });
}

export function clearSessionCookie(res: Response, consoleUrl: URL | null): void {
  res.clearCookie(nameFor(consoleUrl), attributesFor(consoleUrl));
}

export const readSessionCookie = (req: Request, consoleUrl: URL | null): string | undefined =>
  parse(req.headers.cookie ?? '')[nameFor(consoleUrl)];
