import {
  compressLargeAnswers,
  factsOf,
  type Health,
  jsonBody,
  mountRoutes,
  notFound,
  pageSecurityHeaders,
  problemHandler,
  requestContext,
} from '@moderato/http';
import express, { type Express, type RequestHandler } from 'express';
import { actRouter } from './act/act-router.js';
import type { ConsoleDeps } from './deps.js';
import { mailbox } from './pages/mailbox.js';
import { pagesCss } from './pages/pages-css.js';
import { deadLinkPage } from './pages/plain-pages.js';
import { webApp } from './pages/web-app.js';
import { decideComment } from './routes/decide-comment.js';
import { endSession } from './routes/end-session.js';
import { getComment } from './routes/get-comment.js';
import { getGuidelines } from './routes/get-guidelines.js';
import { getSession } from './routes/get-session.js';
import { guidelinesBodyLimit, guidelinesRoutes } from './routes/guidelines/index.js';
import { listInbox } from './routes/list-inbox.js';
import { listQueue } from './routes/list-queue.js';
import { listReports } from './routes/list-reports.js';
import { declareMailAddressWorking, getMailHealth } from './routes/mail-health.js';
import { ignoreInboxMail, placeInboxMail } from './routes/settle-inbox-mail.js';
import { requireSameOrigin } from './sessions/require-same-origin.js';
import { requireSession } from './sessions/require-session.js';
import { takeReturn } from './sessions/return-after-sign-in.js';
import { setSessionCookie } from './sessions/session-cookie.js';
import { signIn } from './sessions/sign-in.js';

export const routes = [
  getSession,
  endSession,
  listQueue,
  getComment,
  decideComment,
  getGuidelines,
  ...guidelinesRoutes,
  listReports,
  listInbox,
  placeInboxMail,
  ignoreInboxMail,
  getMailHealth,
  declareMailAddressWorking,
];

interface AppOptions {
  health: Health;
  /** Folder of the built desk. */
  webFolder: string;
  /** False where mail leaves by SMTP. */
  keepsMail: boolean;
}

const login =
  (deps: ConsoleDeps): RequestHandler =>
  async (req, res) => {
    factsOf(res).route = '/login';
    res.setHeader('Cache-Control', 'no-store');
    const { token } = req.query;
    const session = typeof token === 'string' ? await signIn(deps, token) : null;
    if (!session) {
      res.status(401).type('html').send(deadLinkPage());
      return;
    }
    setSessionCookie(res, deps.consoleUrl, session);
    res.redirect(303, takeReturn(req, res, deps.consoleUrl));
  };

export function createApp(deps: ConsoleDeps, { health, webFolder, keepsMail }: AppOptions): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('query parser', 'simple');
  app.use(requestContext(deps.log, deps.metrics.answered));
  app.use(health.router);
  app.use(pageSecurityHeaders({ 'default-src': ["'none'"], 'style-src': ["'self'"] }));
  app.use(compressLargeAnswers());
  app.get('/pages.css', (_req, res) => void res.type('css').set('Cache-Control', 'max-age=3600').send(pagesCss));
  app.get('/login', login(deps));
  app.use(actRouter(deps));
  if (keepsMail) app.use(mailbox(deps));
  mountRoutes(app, routes, {
    deps,
    chain: (route) => [
      requireSession(deps),
      requireSameOrigin(deps.consoleUrl),
      jsonBody({ limit: guidelinesRoutes.includes(route) ? guidelinesBodyLimit : 64_000 }),
    ],
  });
  app.use('/api', notFound());
  app.use(webApp(webFolder));
  app.use(notFound());
  app.use(problemHandler(deps.log));
  return app;
}
