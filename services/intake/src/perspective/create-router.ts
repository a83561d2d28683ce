import { compressLargeAnswers, nameRoute, notFound, parseJson, rawBody, rawBodyOf } from '@moderato/http';
import { type RequestHandler, Router } from 'express';
import type { IntakeDeps } from '../deps.js';
import { analyze } from './analyze/handler.js';
import { operation as analyzeOperation } from './analyze/schema.js';
import { discovery, operation as discoveryOperation } from './discovery/handler.js';
import { googleErrorHandler, longestBody } from './google-error.js';
import { googleKey } from './google-key.js';
import type { PerspectiveOperation } from './operation.js';
import { suggestScore } from './suggest-score/handler.js';
import { operation as suggestOperation } from './suggest-score/schema.js';

/** What /openapi.json says of this API. */
export const perspectiveOperations = [analyzeOperation, suggestOperation, discoveryOperation];

interface Parts {
  /** Counts against the key's quota; shared with the other routes. */
  quota: RequestHandler;
  publicUrl: string | undefined;
}

/** Google's clients all send JSON; not all say so. */
const anyJson: RequestHandler = (req, _res, next) => {
  req.body = parseJson(rawBodyOf(req));
  next();
};

/**
 * Google's Perspective API (Comment Analyzer v1alpha1), to be mounted at `/perspective`. Errors have Google's form.
 * Clients write the colon and the dollar of the addresses plainly or percent-encoded.
 */
export function perspectiveRouter(deps: IntakeDeps, { quota, publicUrl }: Parts): Router {
  const router = Router();
  const compress = compressLargeAnswers();
  const posted = (operation: PerspectiveOperation, handle: RequestHandler): RequestHandler[] => [
    nameRoute({ operation }),
    googleKey(deps),
    quota,
    compress,
    rawBody({ limit: longestBody }),
    anyJson,
    handle,
  ];
  router.post(/^\/v1alpha1\/comments(?::|%3a)analyze$/i, posted(analyzeOperation, analyze(deps)));
  router.post(/^\/v1alpha1\/comments(?::|%3a)suggestscore$/i, posted(suggestOperation, suggestScore(deps)));
  router.get(
    /^\/(?:\$|%24)discovery\/rest$/i,
    nameRoute({ operation: discoveryOperation }),
    compress,
    discovery(publicUrl),
  );
  router.use(notFound());
  router.use(googleErrorHandler(deps.log));
  return router;
}
