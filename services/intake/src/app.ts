import {
  compressLargeAnswers,
  type Health,
  idempotency,
  jsonBody,
  jsonLinesBody,
  mountRoutes,
  notFound,
  problemHandler,
  type Route,
  rateLimits,
  rawBody,
  requestContext,
  securityHeaders,
  sendJson,
} from '@moderato/http';
import express, { type Express, type RequestHandler } from 'express';
import { describeIntake } from './api-description.js';
import type { IntakeDeps } from './deps.js';
import { docsPage } from './docs-page.js';
import { createIdempotencyStore } from './idempotency-store.js';
import type { IntakeMetrics } from './intake-metrics.js';
import { keyedRoutes, signedRoutes } from './routes/index.js';
import { submitBatch } from './routes/submit-batch/handler.js';
import { maxBatchBytes } from './routes/submit-batch/schema.js';
import { submitComment } from './routes/submit-comment/handler.js';

interface AppParts {
  health: Health;
  metrics: IntakeMetrics;
  /** Where the public reaches this service. */
  publicUrl?: string | undefined;
}

/** The order in which a request passes: key, quota, body, idempotency, route. */
function chains(deps: IntakeDeps) {
  const { auth, log } = deps;
  const quota = rateLimits((res) => {
    const { keyId, requestsPerMinute } = auth.credentialOf(res);
    return { key: keyId, requestsPerMinute };
  });
  const body = jsonBody();
  const lines = jsonLinesBody({ limit: maxBatchBytes });
  const once = idempotency(createIdempotencyStore(deps), log);
  const compress = compressLargeAnswers();
  const keyed = (route: Route<IntakeDeps>): RequestHandler[] => {
    if (route.operation.method === 'get') return [auth.middleware, quota, compress];
    // The answers of the busiest route are too small to compress: it is spared the asking.
    if (route === submitComment) return [auth.middleware, quota, body, once];
    return [auth.middleware, quota, compress, route === submitBatch ? lines : body, once];
  };
  return { keyed, signed: (): RequestHandler[] => [rawBody()] };
}

export function createApp(deps: IntakeDeps, { health, metrics, publicUrl }: AppParts): Express {
  const app = express();
  // Each costs a good part of what a small answer may cost, and an API has no use for it.
  app.disable('x-powered-by').disable('etag').set('query parser', 'simple');
  const { keyed, signed } = chains(deps);
  app.use(requestContext(deps.log, deps.clock, metrics.requested));
  app.use(securityHeaders());
  mountRoutes(app, keyedRoutes, { deps, chain: keyed });
  mountRoutes(app, signedRoutes, { deps, chain: signed });
  app.use(health.router);
  const description = describeIntake(publicUrl);
  app.get('/openapi.json', compressLargeAnswers(), (_req, res) => sendJson(res, 200, description));
  app.use(docsPage());
  app.use(notFound());
  app.use(problemHandler(deps.log));
  return app;
}
