import { systemClock } from '@moderato/domain';
import { Agent, request } from 'undici';
import { publicLookup } from './addresses.js';
import { SendError, type SenderOptions, sendErrorOf } from './create-sender.js';
import { refuseUrl } from './refuse-url.js';
import { parseRetryAfter } from './schedule.js';

const readAtMostBytes = 4 * 1024 * 1024;

export interface ApiAnswer {
  status: number;
  /** Null where it is no JSON, or longer than 4 MB. */
  body: unknown;
  retryAfterMs: number | null;
}

export interface ApiClient {
  /** Resolves with whatever was answered, redirects too; rejects with SendError where nothing was. */
  call(ask: {
    method: 'GET' | 'POST';
    url: string;
    headers: Record<string, string>;
    body?: string;
  }): Promise<ApiAnswer>;
  close(): Promise<void>;
}

/** Asks APIs at addresses that users name, under the rules of `createSender`, and reads their answers whole. */
export function createApiClient(options: SenderOptions): ApiClient {
  const { allowPrivate, timeoutMs = 30_000, userAgent, clock = systemClock } = options;
  const lookup = allowPrivate ? options.lookup : publicLookup(options.lookup);
  const agent = new Agent({
    connect: { timeout: timeoutMs, ...(lookup && { lookup: lookup as never }) },
    maxHeaderSize: 16_384,
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
  });
  return {
    async call({ method, url, headers, body }) {
      const startedAt = performance.now();
      if (refuseUrl(url, { allowPrivate }) !== null) throw new SendError('before', 'refused_address', 0);
      const signal = AbortSignal.timeout(timeoutMs);
      try {
        const response = await request(url, {
          method,
          headers: { ...headers, 'user-agent': userAgent },
          ...(body !== undefined && { body }),
          dispatcher: agent,
          signal,
          maxRedirections: 0,
        });
        const retryAfter = response.headers['retry-after'];
        return {
          status: response.statusCode,
          body: jsonOf(await readWhole(response.body as AsyncIterable<Buffer>)),
          retryAfterMs: parseRetryAfter(Array.isArray(retryAfter) ? retryAfter[0] : retryAfter, clock.now()),
        };
      } catch (error) {
        throw sendErrorOf(error, signal.aborted, Math.round(performance.now() - startedAt));
      }
    },
    close: () => agent.destroy(),
  };
}

async function readWhole(body: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of body) {
    length += chunk.length;
    if (length > readAtMostBytes) return '';
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
