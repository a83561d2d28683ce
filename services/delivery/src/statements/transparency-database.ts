import type { TransparencyStatement } from '@moderato/domain';
import type { ApiAnswer, ApiClient } from '@moderato/webhooks';
import { z } from 'zod';

const problems = z.record(z.string(), z.array(z.string()));
const refusalSchema = z.object({ errors: z.record(z.string(), z.unknown()).default({}) });
const storedSchema = z.object({
  statements: z.array(z.object({ puid: z.string(), permalink: z.string().optional() })),
});
const oneStored = z.object({ permalink: z.string().optional() });

/** Fields of a statement, each with what the database has against it. */
export type FieldProblems = z.infer<typeof problems>;

/** What came of a batch, which is stored as a whole or not at all. */
export type BatchAnswer =
  | { kind: 'stored'; permalinks: Map<string, string> }
  /** By index in the batch. */
  | { kind: 'refused'; named: Map<number, FieldProblems> }
  | { kind: 'busy'; status: number; retryAfterMs: number | null }
  | { kind: 'unauthorized'; status: number }
  | { kind: 'failed'; status: number; retryAfterMs: number | null };

/** The EU's Transparency Database as its API v1 speaks. Calls reject with SendError where no answer comes. */
export class TransparencyDatabase {
  readonly #client: ApiClient;
  readonly #url: string;
  readonly #headers: Record<string, string>;

  constructor(client: ApiClient, { url, token }: { url: string; token: string }) {
    this.#client = client;
    this.#url = `${url.replace(/\/+$/, '')}/api/v1`;
    this.#headers = {
      authorization: `Bearer ${token}`,
      accept: 'application/json',
      'content-type': 'application/json',
    };
  }

  /** Up to 100 statements. */
  async submit(statements: TransparencyStatement[]): Promise<BatchAnswer> {
    const answer = await this.#call('POST', '/statements', JSON.stringify({ statements }));
    const { status, body, retryAfterMs } = answer;
    if (status === 201) return { kind: 'stored', permalinks: permalinksOf(body) };
    if (status === 422) return { kind: 'refused', named: namedIn(body) };
    if (status === 401 || status === 403) return { kind: 'unauthorized', status };
    if (status === 429) return { kind: 'busy', status, retryAfterMs };
    return { kind: 'failed', status, retryAfterMs };
  }

  /** Whether a statement is stored: its permalink, empty where the answer names none; null where it is not; else the status. */
  async find(puid: string): Promise<{ permalink: string } | null | { status: number }> {
    const { status, body } = await this.#call('GET', `/statement/existing-puid/${encodeURIComponent(puid)}`);
    if (status === 404) return null;
    if (status !== 302 && status !== 200) return { status };
    return { permalink: oneStored.safeParse(body).data?.permalink ?? '' };
  }

  #call(method: 'GET' | 'POST', path: string, body?: string): Promise<ApiAnswer> {
    const ask = { method, url: `${this.#url}${path}`, headers: this.#headers };
    return this.#client.call(body === undefined ? ask : { ...ask, body });
  }
}

function permalinksOf(body: unknown): Map<string, string> {
  const stored = storedSchema.safeParse(body).data?.statements ?? [];
  return new Map(stored.map(({ puid, permalink }) => [puid, permalink ?? '']));
}

function namedIn(body: unknown): Map<number, FieldProblems> {
  const errors = refusalSchema.safeParse(body).data?.errors ?? {};
  const named = Object.entries(errors).flatMap(([key, value]) => {
    const index = /^statement_(\d+)$/.exec(key)?.[1];
    const fields = problems.safeParse(value);
    return index === undefined ? [] : [[Number(index), fields.success ? fields.data : {}] as const];
  });
  return new Map(named);
}

/** The number alone is taken already: it is ours, since nobody else makes it, so an earlier try was stored. */
export const isStoredBefore = (fields: FieldProblems): boolean =>
  Object.keys(fields)
    .filter((field) => field !== 'existing_puids')
    .join() === 'puid' && (fields.puid ?? []).some((problem) => /taken|exist|used|unique|already/i.test(problem));
