import type { Clock } from '@moderato/domain';
import { type Health, notFound, problemHandler, requestContext } from '@moderato/http';
import type { Logger } from '@moderato/observability';
import express, { type Express } from 'express';

/** The worker answers questions about its health only. */
export function createApp({ health, log, clock }: { health: Health; log: Logger; clock: Clock }): Express {
  const app = express();
  app.disable('x-powered-by');
  app.use(requestContext(log, clock));
  app.use(health.router);
  app.use(notFound());
  app.use(problemHandler(log));
  return app;
}
