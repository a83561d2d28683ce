import type { AppError } from '@moderato/domain';
import { asAppError, factsOf, note, sendJson } from '@moderato/http';
import type { Logger } from '@moderato/observability';
import type { ErrorRequestHandler, Response } from 'express';
import { z } from 'zod';

/** Bytes of a request: room for two entries of context of a megabyte each, with all their escapes. */
export const longestBody = 4_000_000;

/** What is wrong with a request, in Perspective's words. */
export const errorTypes = [
  'COMMENT_EMPTY',
  'COMMENT_TOO_LONG',
  'INVALID_REQUEST',
  'LANGUAGE_DETECTION_FAILED',
  'LANGUAGE_NOT_SUPPORTED_BY_ATTRIBUTE',
  'NO_REQUESTED_ATTRIBUTES',
] as const;
export type ErrorType = (typeof errorTypes)[number];

const statusOfCode = {
  400: 'INVALID_ARGUMENT',
  403: 'PERMISSION_DENIED',
  404: 'NOT_FOUND',
  429: 'RESOURCE_EXHAUSTED',
  500: 'INTERNAL',
  503: 'UNAVAILABLE',
} as const;
type Code = keyof typeof statusOfCode;

/** How Google's APIs say that something is wrong. */
export const googleErrorSchema = z
  .object({
    error: z.object({
      code: z.int().describe('The HTTP status'),
      message: z.string(),
      status: z.enum(Object.values(statusOfCode)),
      details: z.array(z.looseObject({ '@type': z.string(), errorType: z.enum(errorTypes).optional() })).optional(),
    }),
  })
  .meta({ id: 'GoogleError', description: 'An error in the form of Google’s APIs' });

type Detail = { '@type': string } & Record<string, unknown>;

/** `message` and `details` are shown to the caller, so they hold no comment text and no key. */
export class GoogleError extends Error {
  constructor(
    readonly code: Code,
    message: string,
    readonly details: Detail[] = [],
    readonly retryAfterSeconds?: number,
    cause?: unknown,
  ) {
    super(message, { cause });
    this.name = 'GoogleError';
  }
}

const ownDetail = 'type.googleapis.com/google.commentanalyzer.v1alpha1.Error';

/** 400, with Perspective's own word for it in the details. */
export const badRequest = (errorType: ErrorType, message: string, more: Record<string, unknown> = {}): GoogleError =>
  new GoogleError(400, message, [{ '@type': ownDetail, errorType, ...more }]);

/** 503: nothing is scored by half, for a low score says that a comment is harmless. */
export const unavailable = (message: string, cause?: unknown): GoogleError =>
  new GoogleError(503, message, [], 1, cause);

const keyDetail: Detail = {
  '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
  reason: 'API_KEY_INVALID',
  domain: 'googleapis.com',
};
export const badKey = (): GoogleError =>
  new GoogleError(400, 'API key not valid. Please pass a valid API key.', [keyDetail]);
export const missingKey = (): GoogleError =>
  new GoogleError(403, 'The request is missing a valid API key: ?key=mod_… or the header X-Goog-Api-Key.');

/** What the middlewares shared with the other routes throw, in Google's form. */
function asGoogleError(error: unknown): GoogleError {
  if (error instanceof GoogleError) return error;
  const known: AppError = asAppError(error);
  switch (known.code) {
    case 'unreadable_body':
      return badRequest('INVALID_REQUEST', `Invalid JSON payload received. ${known.publicMessage}`);
    case 'body_too_large':
      return badRequest('INVALID_REQUEST', `Request payload size exceeds the limit: ${longestBody} bytes.`);
    case 'unsupported_media_type':
      return badRequest('INVALID_REQUEST', known.detail ?? known.publicMessage);
    case 'rate_limited':
      return new GoogleError(429, 'Quota exceeded: requests per minute of this key.', [], known.retryAfterSeconds);
    case 'not_found':
      return new GoogleError(404, 'Method not found.');
    case 'unavailable':
      return unavailable(known.publicMessage, known.cause);
    default:
      return new GoogleError(500, known.publicMessage);
  }
}

export function sendGoogleError(res: Response, { code, message, details, retryAfterSeconds }: GoogleError): void {
  const status = statusOfCode[code];
  const [first] = details;
  note(res, { code: typeof first?.errorType === 'string' ? first.errorType : status });
  if (retryAfterSeconds !== undefined) res.setHeader('Retry-After', String(retryAfterSeconds));
  sendJson(res, code, { error: { code, message, status, ...(details.length > 0 && { details }) } });
}

/** Last in the router of this API: whatever was thrown, in Google's form; the cause of a 5xx goes to the log. */
export function googleErrorHandler(log: Logger): ErrorRequestHandler {
  return (error: unknown, _req, res, next) => {
    const shown = asGoogleError(error);
    if (shown.code >= 500) {
      const { requestId, route } = factsOf(res);
      const cause = error instanceof Error ? (error.cause ?? error) : error;
      log.error({ event: 'request.failed', requestId, route, code: statusOfCode[shown.code], err: cause });
    }
    if (res.headersSent) next(error);
    else sendGoogleError(res, shown);
  };
}
