import { AppError, type ErrorCode, type FieldProblem } from '@moderato/domain';
import { z } from 'zod';

const home = 'https://moderato.example/problems/';
/** Registered by the ratelimit-headers draft; every other type is ours and has its entry in docs/errors.md. */
const foreignTypes: Partial<Record<ErrorCode, string>> = {
  rate_limited: 'https://iana.org/assignments/http-problem-types#quota-exceeded',
  unavailable: 'https://iana.org/assignments/http-problem-types#temporary-reduced-capacity',
};

/** RFC 9457. Clients branch on `type`. */
export const problemSchema = z
  .object({
    type: z.string().describe('Stable URI of this kind of problem'),
    title: z.string(),
    status: z.int(),
    code: z.string().describe('The last part of `type`, for those who would rather compare a word'),
    detail: z.string().optional(),
    instance: z.string().optional(),
    request_id: z.string().optional(),
    errors: z
      .array(
        z.object({
          pointer: z.string().optional().describe('JSON Pointer into the request body'),
          parameter: z.string().optional().describe('Name of a query, path or header parameter'),
          code: z.string(),
          detail: z.string(),
        }),
      )
      .optional(),
    'violated-policies': z.array(z.string()).optional(),
    until: z.iso
      .datetime()
      .nullable()
      .optional()
      .describe(
        'author_suspended, author_banned: when that ends; null: never. appeal_too_late: until when it was possible',
      ),
    reason: z.string().optional().describe('The same: in words that may be shown to the author'),
    clause: z
      .object({ id: z.string(), text: z.string() })
      .nullable()
      .optional()
      .describe('The same: the clause of the guidelines that it rests on'),
  })
  .meta({ id: 'Problem', description: 'RFC 9457 problem details' });
export type Problem = z.infer<typeof problemSchema>;

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** The public face of an error: nothing of `cause`, of a stack, or of the caller's input. */
export function problemOf(error: AppError, requestId?: string): Problem {
  const problem: Problem = {
    ...error.members,
    type: foreignTypes[error.code] ?? home + error.code,
    title: error.publicMessage,
    status: error.status,
    code: error.code,
  };
  if (error.detail) problem.detail = error.detail;
  if (error.errors?.length) problem.errors = error.errors;
  if (error.code === 'rate_limited') problem['violated-policies'] = ['minute'];
  if (requestId) {
    problem.request_id = requestId;
    if (uuid.test(requestId)) problem.instance = `urn:uuid:${requestId}`;
  }
  return problem;
}

/** Codes of node and Postgres that mean: the other side is away, come back in a moment. */
const awayCodes =
  /^(ECONNREFUSED|ECONNRESET|ENOTFOUND|EAI_AGAIN|EPIPE|ETIMEDOUT|08\w{3}|53\w{3}|57P0\d|55P03|40001|40P01)$/;
const awayMessages = /^(timeout exceeded when trying to connect|Connection terminated|Client has encountered a conn)/;

function isAway(error: Error & { code?: unknown }): boolean {
  return (typeof error.code === 'string' && awayCodes.test(error.code)) || awayMessages.test(error.message);
}

/** Codes for statuses that Express, its router and node itself set on their errors. */
const codeOfStatus: Record<number, ErrorCode> = {
  400: 'not_found',
  404: 'not_found',
  405: 'method_not_allowed',
  413: 'body_too_large',
  415: 'unsupported_media_type',
};

/** Any thrown thing as an AppError: what is not ours is `internal`, or `unavailable` where a dependency is away. */
export function asAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  if (!(error instanceof Error)) return new AppError('internal', { cause: error });
  if (isAway(error)) return new AppError('unavailable', { cause: error, retryAfterSeconds: 1 });
  // The router's own 400 is an address whose percent-encoding cannot be read: nothing can be there.
  const code = 'status' in error && typeof error.status === 'number' ? codeOfStatus[error.status] : undefined;
  return new AppError(code ?? 'internal', { cause: error });
}

export const validationError = (errors: FieldProblem[]): AppError => new AppError('validation', { errors });
