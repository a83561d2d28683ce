import {
  compressLargeAnswers,
  type Health,
  jsonBody,
  mountRoutes,
  notFound,
  pageSecurityHeaders,
  problemHandler,
  type Route,
  requestContext,
} from '@moderato/http';
import express, { type Express, type RequestHandler } from 'express';
import { actRouter } from './act/act-router.js';
import type { ConsoleDeps } from './deps.js';
import { mailbox } from './pages/mailbox.js';
import { pagesCss } from './pages/pages-css.js';
import { webApp } from './pages/web-app.js';
import { type Need, needsByRoute } from './routes/route-table.js';
import { requireRight } from './sessions/require-right.js';
import { requireSameOrigin } from './sessions/require-same-origin.js';
import { requireSession } from './sessions/require-session.js';

interface AppOptions {
  health: Health;
  /** Folder of the built desk. */
  webFolder: string;
  /** False where mail leaves by SMTP. */
  keepsMail: boolean;
  /** How many proxies stand before the console, each of which adds to X-Forwarded-For. */
  trustedProxies: number;
}

/** Bytes of JSON: guidelines take a whole page. */
const bodyLimitOf = ({ operation }: Route<ConsoleDeps>): number =>
  operation.path.startsWith('/api/guidelines') ? 2_500_000 : 64_000;

function chainOf(deps: ConsoleDeps, route: Route<ConsoleDeps>, need: Need): RequestHandler[] {
  const sameOrigin = requireSameOrigin(deps.consoleUrl);
  const body = jsonBody({ limit: bodyLimitOf(route) });
  if (need === 'nothing') return [sameOrigin, body];
  const signedIn = [requireSession(deps), sameOrigin];
  return need === 'signed_in' ? [...signedIn, body] : [...signedIn, requireRight(need), body];
}

export function createApp(deps: ConsoleDeps, { health, webFolder, keepsMail, trustedProxies }: AppOptions): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('query parser', 'simple');
  app.set('trust proxy', trustedProxies);
  app.use(requestContext(deps.log, deps.metrics.answered));
  app.use(health.router);
  app.use(pageSecurityHeaders({ 'default-src': ["'none'"], 'style-src': ["'self'"] }));
  app.use(compressLargeAnswers());
  app.get('/pages.css', (_req, res) => void res.type('css').set('Cache-Control', 'max-age=3600').send(pagesCss));
  app.use(actRouter(deps));
  if (keepsMail) app.use(mailbox(deps));
  const needOf = needsByRoute();
  mountRoutes(app, [...needOf.keys()], { deps, chain: (route) => chainOf(deps, route, needOf.get(route) as Need) });
  app.use('/api', notFound());
  app.use(webApp(webFolder));
  app.use(notFound());
  app.use(problemHandler(deps.log));
  return app;
}
