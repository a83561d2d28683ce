/** `robots`: the site wants no such visit; `robots_unreadable`: it does not say now, so that one has to wait. */
export type PageProblem =
  | 'bad_address'
  | 'refused_address'
  | 'redirects'
  | 'status'
  | 'not_text'
  | 'too_long'
  | 'timeout'
  | 'unreachable'
  | 'robots'
  | 'robots_unreadable';

interface Details {
  /** The server's answer, where it gave one. */
  status?: number | undefined;
  /** The header of that name, as it came. */
  retryAfter?: string | undefined;
  cause?: unknown;
}

/** No page came. The message ends a sentence that names the address: "the server answers 404". */
export class PageError extends Error {
  readonly status: number | undefined;
  readonly retryAfter: string | undefined;

  constructor(
    readonly problem: PageProblem,
    message: string,
    { status, retryAfter, cause }: Details = {},
  ) {
    super(message, { cause });
    this.name = 'PageError';
    this.status = status;
    this.retryAfter = retryAfter;
  }
}
