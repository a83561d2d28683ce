import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '@moderato/domain';
import { factsOf, pageSecurityHeaders } from '@moderato/http';
import express, { type RequestHandler, Router } from 'express';
import { notBuiltPage } from './plain-pages.js';

/** Where `npm run build` leaves the desk. */
export const builtWebApp = join(import.meta.dirname, '..', '..', 'web', 'dist');

/** Stands in the built page and in the header alike; each answer puts its own nonce there. */
const noncePlace = '__CSP_NONCE__';

const policy = {
  'default-src': ["'none'"],
  'script-src': ["'self'"],
  // The component library writes its theme into a style element; nothing else may.
  'style-src': ["'self'", `'nonce-${noncePlace}'`],
  'connect-src': ["'self'"],
  'img-src': ["'self'", 'data:'],
  'font-src': ["'self'"],
  'manifest-src': ["'self'"],
};

const readPage = (folder: string): Promise<string | null> =>
  readFile(join(folder, 'index.html'), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });

/** The desk: hashed assets kept for good, and its one page for every address that asks for a page. */
export function webApp(folder: string): Router {
  const router = Router();
  const assets = express.static(join(folder, 'assets'), {
    immutable: true,
    maxAge: '1y',
    index: false,
    redirect: false,
  });
  const named: RequestHandler = (_req, res, next) => {
    factsOf(res).route = '/assets';
    next();
  };
  router.use('/assets', named, assets, () => {
    throw new AppError('not_found');
  });
  router.use(express.static(folder, { index: false, redirect: false, maxAge: '1h' }));
  router.get('/{*path}', pageSecurityHeaders(policy), async (req, res) => {
    if (req.accepts(['html', 'json']) !== 'html') throw new AppError('not_found');
    factsOf(res).route = '/{page}';
    res.setHeader('Cache-Control', 'no-cache');
    const built = await readPage(folder);
    if (built === null) {
      res.status(503).type('html').send(notBuiltPage());
      return;
    }
    const nonce = randomBytes(16).toString('base64url');
    res.setHeader(
      'Content-Security-Policy',
      String(res.getHeader('Content-Security-Policy')).replace(noncePlace, nonce),
    );
    res.type('html').send(built.replaceAll(noncePlace, nonce));
  });
  return router;
}
