import type { RequestListener } from 'node:http';
import { reporterHash } from '@moderato/database';
import {
  compressLargeAnswers,
  directRoute,
  type Health,
  idempotency,
  jsonBody,
  jsonLinesBody,
  mountRoutes,
  nameRoute,
  notFound,
  problemHandler,
  type Route,
  rateLimits,
  rawBody,
  requestContext,
  type SharedCounts,
  securityHeaders,
  sendJson,
} from '@moderato/http';
import express, { type RequestHandler } from 'express';
import { describeIntake } from './api-description.js';
import type { IntakeDeps } from './deps.js';
import { docsPage } from './docs-page.js';
import { createIdempotencyStore } from './idempotency-store.js';
import type { IntakeMetrics } from './intake-metrics.js';
import { perspectiveRouter } from './perspective/create-router.js';
import { sendAppealForm } from './routes/appeal-page/handler.js';
import { keyedRoutes, publicRoutes, signedRoutes } from './routes/index.js';
import { ingestMail, maxMailBytes } from './routes/ingest-mail/handler.js';
import { submitBatch } from './routes/submit-batch/handler.js';
import { maxBatchBytes } from './routes/submit-batch/schema.js';
import { submitComment } from './routes/submit-comment/handler.js';
import { traceRequests } from './trace-requests.js';
import { unsubscribeRouter } from './unsubscribe/unsubscribe-router.js';

interface AppParts {
  health: Health;
  metrics: IntakeMetrics;
  /** Where the public reaches this service. */
  publicUrl?: string | undefined;
  /** How many proxies stand before this service. */
  trustedProxies: number;
  /** Where quotas are counted for all processes; unset: each counts by itself. */
  sharedCounts?: SharedCounts | undefined;
  /** Whether requests are traced; costs nothing where they are not. */
  traced: boolean;
}

/** The order in which a request passes: key, quota, body, idempotency, route. */
function chains(deps: IntakeDeps, sharedCounts: SharedCounts | undefined) {
  const { auth, log, masterKeys } = deps;
  const quota = rateLimits((res) => {
    const { keyId, requestsPerMinute } = auth.credentialOf(res);
    return { key: keyId, requestsPerMinute };
  }, sharedCounts);
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
  // By network: whoever reports by the button, or appeals at the link, has no key.
  const perReader = rateLimits(
    ({ req }) => ({
      key: `reader ${reporterHash(masterKeys, '', { ip: req.ip ?? '' }).toString('base64url')}`,
      requestsPerMinute: 10,
    }),
    sharedCounts,
  );
  const readable: RequestHandler = (_req, res, next) => {
    res.setHeader('Cross-Origin-Resource-Policy', 'cross-origin');
    next();
  };
  const open = (route: Route<IntakeDeps>): RequestHandler[] => {
    if (route.operation.method === 'get') return [];
    // What an author writes is longer, and no page of another origin may read the answer.
    if (route === sendAppealForm) return [perReader, rawBody({ limit: 64_000 })];
    return [readable, perReader, rawBody({ limit: 20_000 })];
  };
  const signed = (route: Route<IntakeDeps>): RequestHandler[] => [
    rawBody(route === ingestMail ? { limit: maxMailBytes } : {}),
  ];
  return { keyed, quota, open, signed };
}

/** What answers requests: an Express app, with a short way past its router for the busiest route. */
export function createApp(
  deps: IntakeDeps,
  { health, metrics, publicUrl, trustedProxies, sharedCounts, traced }: AppParts,
): RequestListener {
  const app = express();
  // Each costs a good part of what a small answer may cost, and an API has no use for it.
  app.disable('x-powered-by').disable('etag').set('query parser', 'simple').set('trust proxy', trustedProxies);
  const { keyed, quota, open, signed } = chains(deps, sharedCounts);
  const always = [requestContext(deps.log, metrics.requested), securityHeaders()];
  if (traced) always.push(traceRequests());
  app.use(...always);
  mountRoutes(app, keyedRoutes, { deps, chain: keyed });
  mountRoutes(app, signedRoutes, { deps, chain: signed });
  mountRoutes(app, publicRoutes, { deps, chain: open });
  app.use(unsubscribeRouter(deps));
  app.use('/perspective', perspectiveRouter(deps, { quota, publicUrl }));
  app.use(health.router);
  const description = describeIntake(publicUrl);
  app.get('/openapi.json', compressLargeAnswers(), (_req, res) => sendJson(res, 200, description));
  app.use(docsPage());
  app.use(notFound());
  const onError = problemHandler(deps.log);
  app.use(onError);
  const submit = [...always, nameRoute(submitComment), ...keyed(submitComment), submitComment.handle(deps)];
  const direct = directRoute(submitComment.operation, submit, onError);
  return (req, res) => {
    if (!direct(req, res)) app(req, res);
  };
}
