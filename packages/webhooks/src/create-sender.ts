import { type Clock, systemClock } from '@moderato/domain';
import { Agent, type Dispatcher, request } from 'undici';
import { type Lookup, publicLookup } from './addresses.js';
import { refuseUrl } from './refuse-url.js';
import { parseRetryAfter } from './schedule.js';

const readAtMostBytes = 64 * 1024;
const keepAtMostBytes = 1024;

export interface Answer {
  status: number;
  /** The first kilobyte, as text that Postgres takes. */
  answer: string;
  durationMs: number;
  retryAfterMs: number | null;
}

/**
 * No answer came. `stage` tells whether the receiver can have seen the message: `before` the connection stood it
 * cannot, `during` the exchange it may. `code` is a word for the record, such as `timeout` or `ECONNREFUSED`.
 */
export class SendError extends Error {
  constructor(
    readonly stage: 'before' | 'during',
    readonly code: string,
    readonly durationMs: number,
  ) {
    super(`no answer: ${code}`);
    this.name = 'SendError';
  }
}

export interface SenderOptions {
  allowPrivate: boolean;
  /** For the whole exchange, a trickling answer included; default 15,000. */
  timeoutMs?: number;
  userAgent: string;
  clock?: Clock;
  /** How names are resolved; default `dns.lookup`. */
  lookup?: Lookup;
}

export interface Sender {
  /** POSTs `body`. Resolves with whatever was answered, rejects with SendError where nothing was. */
  send(message: { url: string; headers: Record<string, string>; body: string }): Promise<Answer>;
  close(): Promise<void>;
}

/** Sends to addresses that users name: public ones only, no redirects, little read, in a limited time. */
export function createSender(options: SenderOptions): Sender {
  const { allowPrivate, timeoutMs = 15_000, userAgent, clock = systemClock } = options;
  const lookup = allowPrivate ? options.lookup : publicLookup(options.lookup);
  const agent = new Agent({
    connect: { timeout: timeoutMs, ...(lookup && { lookup: lookup as never }) },
    maxHeaderSize: 16_384,
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
  });
  return {
    async send({ url, headers, body }) {
      const startedAt = performance.now();
      const sinceStart = () => Math.round(performance.now() - startedAt);
      if (refuseUrl(url, { allowPrivate }) !== null) throw new SendError('before', 'refused_address', 0);
      const signal = AbortSignal.timeout(timeoutMs);
      try {
        const response = await request(url, {
          method: 'POST',
          headers: { ...headers, 'user-agent': userAgent, accept: '*/*' },
          body,
          dispatcher: agent,
          signal,
          maxRedirections: 0,
        });
        const retryAfter = response.headers['retry-after'];
        return {
          status: response.statusCode,
          answer: await readStart(response.body),
          durationMs: sinceStart(),
          retryAfterMs: parseRetryAfter(Array.isArray(retryAfter) ? retryAfter[0] : retryAfter, clock.now()),
        };
      } catch (error) {
        throw sendErrorOf(error, signal.aborted, sinceStart());
      }
    },
    close: () => agent.destroy(),
  };
}

/** The status has been given by now, and it alone counts: an answer that breaks off or trickles on is cut, no error. */
async function readStart(body: Dispatcher.ResponseData['body']): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of body as AsyncIterable<Buffer>) {
      if (length < keepAtMostBytes) chunks.push(chunk);
      length += chunk.length;
      if (length >= readAtMostBytes) break; // Leaving the loop destroys the stream.
    }
  } catch {
    body.on('error', () => {});
  }
  const start = Buffer.concat(chunks).subarray(0, keepAtMostBytes);
  // As a stream, so that a character cut in two at the end is left out; Postgres takes no NUL in text.
  return new TextDecoder().decode(start, { stream: true }).replaceAll('\0', '');
}

interface NodeError {
  code?: unknown;
  syscall?: unknown;
  errors?: unknown[];
}

/** What went wrong, as far as it may be told. */
export function sendErrorOf(error: unknown, timedOut: boolean, durationMs: number): SendError {
  const { code, syscall, errors } = (error ?? {}) as NodeError;
  const first = (errors?.[0] ?? {}) as NodeError;
  if (timedOut) return new SendError('during', 'timeout', durationMs);
  const word = [code, first.code].find((given) => typeof given === 'string') ?? 'unknown';
  const notConnected =
    ['getaddrinfo', 'connect'].includes(String(syscall ?? first.syscall)) ||
    /^(refused_address|UND_ERR_CONNECT_TIMEOUT|CERT_|ERR_TLS|ERR_SSL|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO)/.test(
      String(word),
    );
  return new SendError(notConnected ? 'before' : 'during', String(word), durationMs);
}
