import type { RequestHandler, Response } from 'express';
import helmet from 'helmet';

type Options = Parameters<typeof helmet>[0];

/** What helmet would set, collected once: its own chain of thirteen middlewares costs as much as a small route does. */
function headersOf(options: Options): [string, string][] {
  const found = new Map<string, string>();
  const res = {
    setHeader: (name: string, value: string) => found.set(name, value),
    removeHeader: () => undefined,
  } as unknown as Response;
  helmet(options)({} as never, res, () => undefined);
  return [...found];
}

/** For answers that no browser shows: nothing may load, frame or sniff them. */
export function securityHeaders(): RequestHandler {
  const headers = headersOf({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: { 'default-src': ["'none'"], 'frame-ancestors': ["'none'"] },
    },
    crossOriginResourcePolicy: { policy: 'same-origin' },
  });
  return (_req, res, next) => {
    for (const [name, value] of headers) res.setHeader(name, value);
    next();
  };
}

/** For pages of our own: scripts, styles and images from this origin alone. */
export function pageSecurityHeaders(directives: Record<string, string[]> = {}): RequestHandler {
  const headers = headersOf({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        'default-src': ["'self'"],
        'object-src': ["'none'"],
        'base-uri': ["'none'"],
        'form-action': ["'self'"],
        'frame-ancestors': ["'none'"],
        ...directives,
      },
    },
  });
  return (_req, res, next) => {
    for (const [name, value] of headers) res.setHeader(name, value);
    next();
  };
}
