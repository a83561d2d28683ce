import { AppError } from '@moderato/domain';
import type { Request, RequestHandler } from 'express';

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

export function isSameOrigin(req: Request, consoleUrl: URL | null): boolean {
  const fetchSite = req.headers['sec-fetch-site'];
  if (fetchSite !== undefined) return fetchSite === 'same-origin';
  const { origin, host } = req.headers;
  if (origin === undefined) return true;
  return origin === consoleUrl?.origin || (URL.canParse(origin) && new URL(origin).host === host);
}

/**
 * Refuses a change that another site's page could have caused. Only script of our own origin can set the header
 * (anybody else's would need a preflight, which nothing here grants); where the request came from is checked beside it.
 */
export function requireSameOrigin(consoleUrl: URL | null): RequestHandler {
  return (req, _res, next) => {
    if (safeMethods.has(req.method)) return next();
    if (req.headers['x-moderato-csrf'] !== '1') {
      throw new AppError('forbidden', { detail: 'The header X-Moderato-Csrf is missing.' });
    }
    if (!isSameOrigin(req, consoleUrl)) throw new AppError('forbidden', { detail: 'The request came from elsewhere.' });
    next();
  };
}
