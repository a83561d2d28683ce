import { parse } from 'cookie';
import type { Request, Response } from 'express';

const name = 'moderato_return';
const minutes = 60;
const attributesFor = (consoleUrl: URL | null) => ({
  httpOnly: true,
  sameSite: 'lax' as const,
  secure: consoleUrl?.protocol === 'https:',
  path: '/',
});

/** Pages that are opened from a mail; nowhere else does a sign-in lead, whatever stands in the cookie. */
const mayReturnTo = /^\/act\/(approve|reject)\/[\w.-]{1,300}$/;

/** Whoever signs in next in this browser, within the hour, comes back to the page that `req` asked for. */
export function rememberReturn(req: Request, res: Response, consoleUrl: URL | null): void {
  const path = req.originalUrl.split('?')[0] ?? '';
  if (mayReturnTo.test(path)) res.cookie(name, path, { ...attributesFor(consoleUrl), maxAge: minutes * 60_000 });
}

/** Where a sign-in leads: to the page that was remembered, which is forgotten by this, else to the desk. */
export function takeReturn(req: Request, res: Response, consoleUrl: URL | null): string {
  const path = parse(req.headers.cookie ?? '')[name];
  if (path === undefined) return '/';
  res.clearCookie(name, attributesFor(consoleUrl));
  return mayReturnTo.test(path) ? path : '/';
}
