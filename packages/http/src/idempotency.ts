import { createHash } from 'node:crypto';
import { AppError } from '@moderato/domain';
import type { Request, RequestHandler, Response } from 'express';
import { rawBodyOf } from './body.js';
import type { Log } from './log.js';
import { factsOf, note } from './request-context.js';

export interface StoredAnswer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** What a key was found to be: new (and now taken), still running, used for another request, or answered. */
export type Begun = { state: 'new' | 'running' | 'mismatch' } | { state: 'finished'; answer: StoredAnswer };

/** Storage of keys for one tenant and credential. `begin` takes the key with a unique index, before the work. */
export interface IdempotencyStore {
  begin(res: Response, key: string, fingerprint: Buffer): Promise<Begun>;
  finish(res: Response, key: string, answer: StoredAnswer): Promise<void>;
  /** Gives the key back, for an answer that may be another next time. */
  abandon(res: Response, key: string): Promise<void>;
}

/** SHA-256 of method, path and body, each parted by one LF: contracts/http.md. */
export function fingerprintOf(method: string, path: string, body: Uint8Array | string): Buffer {
  return createHash('sha256').update(`${method}\n${path}\n`).update(body).digest();
}

/** The key of the header, bare or as a quoted structured-field String. Throws `bad_idempotency_key` (400). */
export function idempotencyKeyOf(header: string): string {
  const text = header.trim();
  const quoted = /^"((?:[\x20\x21\x23-\x5b\x5d-\x7e]|\\["\\])*)"$/.exec(text)?.[1];
  const key = quoted === undefined ? text : quoted.replaceAll(/\\(["\\])/g, '$1');
  if (!/^[\x21-\x7e]{1,255}$/.test(key)) throw new AppError('bad_idempotency_key');
  return key;
}

const keptHeaders = ['content-type', 'location', 'etag', 'link', 'preference-applied', 'cache-control'];
const mayChange = (status: number) => status === 401 || status === 409 || status === 429 || status >= 500;

function replay(res: Response, { status, headers, body }: StoredAnswer): void {
  note(res, { replayed: true });
  res.statusCode = status;
  for (const [name, value] of Object.entries(headers)) res.setHeader(name, value);
  res.setHeader('Idempotency-Replayed', 'true');
  res.setHeader('Content-Length', Buffer.byteLength(body));
  res.end(body);
}

/** Holds the answer back until it is stored: a caller who has seen it will see the same on a repeat. */
function keepAnswer(res: Response, settle: (answer: StoredAnswer) => Promise<void>): void {
  const end = res.end.bind(res) as (chunk?: unknown) => Response;
  res.end = ((chunk?: unknown) => {
    res.end = end as typeof res.end;
    const headers: Record<string, string> = {};
    for (const name of keptHeaders) {
      const value = res.getHeader(name);
      if (value !== undefined) headers[name] = String(value);
    }
    const body =
      typeof chunk === 'string' ? chunk : Buffer.from((chunk as Uint8Array | undefined) ?? []).toString('utf8');
    void settle({ status: res.statusCode, headers, body }).then(() => end(chunk));
    return res;
  }) as typeof res.end;
}

/**
 * `Idempotency-Key` on calls that create or act, after authentication and the body. Answers are kept 24 hours; those
 * that may be others next time (401, 409, 429, 5xx) are not. Handlers must answer with a single `end`.
 */
export function idempotency(store: IdempotencyStore, log: Log): RequestHandler {
  return async (req: Request, res: Response, next) => {
    const header = req.headers['idempotency-key'];
    if (header === undefined) return next();
    const key = idempotencyKeyOf(String(header));
    const [path = ''] = req.originalUrl.split('?', 1);
    const begun = await store.begin(res, key, fingerprintOf(req.method, path, rawBodyOf(req)));
    if (begun.state === 'mismatch') throw new AppError('idempotency_mismatch');
    if (begun.state === 'running') throw new AppError('idempotency_in_progress', { retryAfterSeconds: 1 });
    if (begun.state === 'finished') return replay(res, begun.answer);
    keepAnswer(res, async (answer) => {
      try {
        if (mayChange(answer.status)) await store.abandon(res, key);
        else await store.finish(res, key, answer);
      } catch (err) {
        // The work is done and its answer true: a repeat will find the key running until its lease has passed.
        log.warn({ event: 'idempotency.not-kept', requestId: factsOf(res).requestId, err });
      }
    });
    next();
  };
}
