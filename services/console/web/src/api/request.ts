import type { ApiProblem } from './contract.js';

/** A refusal of the API, or no answer at all: then `problem` is null. */
export class RequestFailed extends Error {
  constructor(
    readonly status: number,
    readonly problem: ApiProblem | null,
  ) {
    super(problem?.detail ?? problem?.title ?? 'The console could not be reached.');
    this.name = 'RequestFailed';
  }

  /** Whether trying again by itself may help. */
  get passing(): boolean {
    return this.problem === null || this.status === 429 || this.status >= 500;
  }
}

const isProblem = (body: unknown): body is ApiProblem =>
  typeof body === 'object' && body !== null && 'title' in body && 'status' in body;

interface RequestOptions {
  body?: object;
  signal?: AbortSignal;
  keepalive?: boolean;
  method?: string;
}

/** JSON in, JSON out (POST where there is a body, unless told), with the session's cookie. Rejects with RequestFailed. */
export async function request<Answer>(
  path: string,
  { body, signal, keepalive = false, method = body ? 'POST' : 'GET' }: RequestOptions = {},
) {
  const response = await fetch(`/api${path}`, {
    method,
    headers: {
      Accept: 'application/json',
      'X-Moderato-Csrf': '1',
      ...(body && { 'Content-Type': 'application/json' }),
    },
    ...(body && { body: JSON.stringify(body) }),
    ...(signal && { signal }),
    ...(keepalive && { keepalive }),
  }).catch((cause: unknown) => {
    if (signal?.aborted) throw cause;
    throw new RequestFailed(0, null);
  });
  if (response.status === 204) return undefined as Answer;
  const answer: unknown = await response.json().catch(() => null);
  if (response.ok && answer !== null) return answer as Answer;
  throw new RequestFailed(response.status, isProblem(answer) ? answer : null);
}
