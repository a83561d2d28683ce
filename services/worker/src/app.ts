import { type healthRoutes, notFound, problemHandler } from '@moderato/http';
import express, { type Express } from 'express';

/** The worker answers health questions only. */
export function createApp(health: ReturnType<typeof healthRoutes>, log: Parameters<typeof problemHandler>[0]): Express {
  const app = express();
  app.disable('x-powered-by');
  app.use(health.router);
  app.use(notFound());
  app.use(problemHandler(log));
  return app;
}
