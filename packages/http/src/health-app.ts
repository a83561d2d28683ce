import express, { type Express } from 'express';
import type { Health } from './health.js';
import type { Log } from './log.js';
import { notFound, problemHandler } from './problem-handler.js';
import { requestContext } from './request-context.js';

/** For a process that answers questions about its health and nothing else. */
export function healthApp(health: Health, log: Log): Express {
  const app = express();
  app.disable('x-powered-by');
  app.use(requestContext(log));
  app.use(health.router);
  app.use(notFound());
  app.use(problemHandler(log));
  return app;
}
