import { type Health, notFound, problemHandler } from '@moderato/http';
import type { Logger } from '@moderato/observability';
import express, { type Express } from 'express';

/** Delivery answers health questions only. */
export function createApp(health: Health, log: Logger): Express {
  const app = express();
  app.disable('x-powered-by');
  app.use(health.router);
  app.use(notFound());
  app.use(problemHandler(log));
  return app;
}
