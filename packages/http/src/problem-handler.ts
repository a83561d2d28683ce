import { AppError } from '@moderato/domain';
import type { ErrorRequestHandler, RequestHandler, Response } from 'express';
import type { Log } from './log.js';
import { asAppError, problemOf } from './problem.js';
import { factsOf, note } from './request-context.js';
import { sendJson } from './send-json.js';

export function sendProblem(res: Response, error: AppError): void {
  const { requestId } = factsOf(res);
  note(res, { code: error.code });
  if (error.status === 401 && !res.hasHeader('WWW-Authenticate')) {
    res.setHeader('WWW-Authenticate', 'Bearer realm="moderato"');
  }
  const retryAfter = error.retryAfterSeconds ?? (error.status === 503 ? 1 : undefined);
  if (retryAfter !== undefined) res.setHeader('Retry-After', String(retryAfter));
  sendJson(res, error.status, problemOf(error, requestId), 'application/problem+json');
}

/** Last in every app: turns whatever was thrown into problem+json. Logs the cause of a 5xx; its text stays inside. */
export function problemHandler(log: Log): ErrorRequestHandler {
  return (error: unknown, _req, res, next) => {
    const shown = asAppError(error);
    if (shown.status >= 500) {
      const { requestId, route } = factsOf(res);
      log.error({ event: 'request.failed', requestId, route, code: shown.code, err: shown.cause ?? shown });
    }
    if (res.headersSent) {
      next(error);
      return;
    }
    sendProblem(res, shown);
  };
}

/** After all routes: nothing is here. */
export function notFound(): RequestHandler {
  return () => {
    throw new AppError('not_found');
  };
}
