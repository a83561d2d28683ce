import { inSpan } from '@moderato/observability';
import type { RequestHandler } from 'express';

/**
 * Runs each request in a span, which continues the caller's trace. A flush belongs to the trace of the request that
 * began it, and hands it on to its job.
 */
export const traceRequests = (): RequestHandler => (req, res, next) => {
  const { traceparent } = req.headers;
  const carrier = typeof traceparent === 'string' ? { traceparent } : {};
  void inSpan(`${req.method} request`, { kind: 'server', carrier }, async (span) => {
    const finished = new Promise<void>((resolve) => res.once('close', resolve));
    next();
    await finished;
    span.setAttribute('http.response.status_code', res.statusCode);
  });
};
