import type { LookupAddress, LookupOptions } from 'node:dns';
import { Agent, fetch, type Response } from 'undici';
import { PageError } from './page-error.js';

type LookupCallback = (error: Error | null, address?: string | LookupAddress[], family?: number) => void;
export type Lookup = (hostname: string, options: LookupOptions, callback: LookupCallback) => void;

interface Settings {
  userAgent: string;
  /** Why an address must not be dialled, in words; null where it may. Asked before every hop. */
  refuse: (url: string) => string | null;
  lookup: Lookup | undefined;
  timeoutMs: number;
}

/** One exchange, no redirect followed. Throws `PageError`. */
export type Get = (url: URL, headers: Record<string, string>, signal: AbortSignal) => Promise<Response>;

const reasons: Record<string, string> = {
  ENOTFOUND: 'there is no such host',
  EAI_AGAIN: 'the name of the host cannot be looked up now',
  ECONNREFUSED: 'nobody answers there',
  ECONNRESET: 'the server hung up',
  UND_ERR_SOCKET: 'the server hung up',
  UND_ERR_HEADERS_OVERFLOW: 'the server sends too long a head',
  UND_ERR_CONNECT_TIMEOUT: 'nobody answers there in time',
};

interface Failure {
  code?: unknown;
  message?: unknown;
  cause?: unknown;
  errors?: unknown[];
}

/** A failed exchange in words. undici wraps what happened, once or twice. */
export function unreachable(error: unknown): PageError {
  if (error instanceof PageError) return error;
  const { cause, errors } = (error ?? {}) as Failure;
  const inner = (cause ?? errors?.[0]) as Failure | undefined;
  if (inner) return unreachable(inner);
  const { code, message } = (error ?? {}) as Failure;
  if (code === 'refused_address') {
    return new PageError('refused_address', 'it leads to a private, local or reserved address');
  }
  return new PageError('unreachable', reasons[String(code)] ?? String(message), { cause: error });
}

/** GET by one agent, whose names are resolved by `lookup` as each connection is made. */
export function createGet({ userAgent, refuse, lookup, timeoutMs }: Settings): { get: Get; close(): Promise<void> } {
  const dispatcher = new Agent({
    connect: { timeout: timeoutMs, ...(lookup && { lookup: lookup as never }) },
    maxHeaderSize: 16_384,
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
  });
  return {
    async get(url, headers, signal) {
      const refusal = refuse(url.href);
      if (refusal !== null) throw new PageError('refused_address', `its address ${refusal}`);
      try {
        return await fetch(url, {
          dispatcher,
          redirect: 'manual',
          signal,
          headers: { 'user-agent': userAgent, ...headers },
        });
      } catch (error) {
        throw signal.aborted ? error : unreachable(error);
      }
    },
    close: () => dispatcher.destroy(),
  };
}

/** The body as far as `maxBytes`, unpacked; what goes on is cut off and told by `whole: false`. */
export async function readBody(response: Response, maxBytes: number): Promise<{ bytes: Uint8Array; whole: boolean }> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response.body ?? []) {
    chunks.push(chunk as Uint8Array);
    length += (chunk as Uint8Array).length;
    if (length > maxBytes) return { bytes: Buffer.concat(chunks).subarray(0, maxBytes), whole: false };
  }
  return { bytes: Buffer.concat(chunks), whole: true };
}
