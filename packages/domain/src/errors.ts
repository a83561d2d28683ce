interface ErrorEntry {
  status: number;
  retryable: boolean;
  publicMessage: string;
}

/** Every error that leaves a service. Codes are never reused; docs/errors.md explains each, and a test compares both. */
export const errorCatalogue = {
  unreadable_body: { status: 400, retryable: false, publicMessage: 'The body could not be read as JSON.' },
  bad_cursor: {
    status: 400,
    retryable: false,
    publicMessage: 'The cursor is not one of ours, or belongs to another list.',
  },
  bad_idempotency_key: {
    status: 400,
    retryable: false,
    publicMessage: 'Idempotency-Key must be 1 to 255 visible ASCII characters.',
  },
  missing_signature: {
    status: 400,
    retryable: false,
    publicMessage: 'The signature headers are missing or malformed.',
  },
  unauthorized: {
    status: 401,
    retryable: false,
    publicMessage: 'A valid API key is needed: Authorization: Bearer mod_…',
  },
  bad_signature: { status: 401, retryable: false, publicMessage: 'The signature does not match the body.' },
  sign_in_failed: {
    status: 401,
    retryable: false,
    publicMessage: 'The e-mail address and the password do not match.',
  },
  signed_out: { status: 401, retryable: false, publicMessage: 'Sign in first.' },
  forbidden: { status: 403, retryable: false, publicMessage: 'This key or account may not do that.' },
  author_suspended: {
    status: 403,
    retryable: false,
    publicMessage: 'The author may not comment for a time. `until` says when that ends.',
  },
  author_banned: { status: 403, retryable: false, publicMessage: 'The author is banned from commenting.' },
  own_decision: {
    status: 403,
    retryable: false,
    publicMessage: 'You made the decision that is appealed: another moderator must look at it.',
  },
  not_found: { status: 404, retryable: false, publicMessage: 'There is nothing here by that name.' },
  not_restricted: {
    status: 404,
    retryable: false,
    publicMessage: 'Nothing stands against the author here: there is nothing to state, and nothing to appeal.',
  },
  method_not_allowed: { status: 405, retryable: false, publicMessage: 'This address does not take that method.' },
  conflict: { status: 409, retryable: true, publicMessage: 'Somebody else changed this first. Fetch it again.' },
  appeal_taken: {
    status: 409,
    retryable: true,
    publicMessage: 'Another moderator is looking at this appeal. `appeal` says who, and until when.',
  },
  appeal_decided: {
    status: 409,
    retryable: false,
    publicMessage: 'Another moderator decided this appeal first. `appeal` says what.',
  },
  idempotency_in_progress: {
    status: 409,
    retryable: true,
    publicMessage: 'The first request with this Idempotency-Key is still running.',
  },
  appeal_too_late: {
    status: 410,
    retryable: false,
    publicMessage: 'The time to appeal is over. `until` says since when.',
  },
  bad_link: {
    status: 404,
    retryable: false,
    publicMessage: 'This link is not one of ours, or was cut off on its way.',
  },
  dead_link: {
    status: 410,
    retryable: false,
    publicMessage: 'This link was used, was replaced by a newer one, or has expired. Ask for a new one.',
  },
  body_too_large: { status: 413, retryable: false, publicMessage: 'The body is larger than this address takes.' },
  unsupported_media_type: { status: 415, retryable: false, publicMessage: 'Send application/json.' },
  validation: { status: 422, retryable: false, publicMessage: 'The request is not valid.' },
  idempotency_mismatch: {
    status: 422,
    retryable: false,
    publicMessage: 'This Idempotency-Key was used for another request.',
  },
  no_guidelines: { status: 422, retryable: false, publicMessage: 'The site has no live guidelines yet.' },
  rate_limited: {
    status: 429,
    retryable: true,
    publicMessage: 'Too many requests. Retry-After says when to come back.',
  },
  internal: {
    status: 500,
    retryable: true,
    publicMessage: 'Something failed on our side. Nothing was lost that was accepted.',
  },
  unavailable: { status: 503, retryable: true, publicMessage: 'The service cannot take this just now. Try again.' },
} as const satisfies Record<string, ErrorEntry>;

export type ErrorCode = keyof typeof errorCatalogue;

/** One bad field. `pointer` is a JSON Pointer (RFC 6901) into the body; `parameter` names a query or path parameter. */
export interface FieldProblem {
  pointer?: string;
  parameter?: string;
  code: string;
  detail: string;
}

/** An error with a public face. `detail` is shown to the caller, so it never holds comment text or secrets. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly status: number;
  readonly retryable: boolean;
  readonly publicMessage: string;
  readonly detail: string | undefined;
  readonly errors: FieldProblem[] | undefined;
  readonly retryAfterSeconds: number | undefined;
  /** Further members of the problem document (RFC 9457, 3.2), for the caller to show. */
  readonly members: Record<string, unknown> | undefined;

  constructor(
    code: ErrorCode,
    options: {
      detail?: string;
      errors?: FieldProblem[];
      retryAfterSeconds?: number;
      cause?: unknown;
      members?: Record<string, unknown>;
    } = {},
  ) {
    const entry = errorCatalogue[code];
    super(options.detail ?? entry.publicMessage, { cause: options.cause });
    this.name = 'AppError';
    this.code = code;
    this.status = entry.status;
    this.retryable = entry.retryable;
    this.publicMessage = entry.publicMessage;
    this.detail = options.detail;
    this.errors = options.errors;
    this.retryAfterSeconds = options.retryAfterSeconds;
    this.members = options.members;
  }
}
