import type { Response } from 'undici';
import { createGet, type Lookup, readBody, unreachable } from './guarded-get.js';
import { PageError } from './page-error.js';
import { follow } from './redirects.js';
import { createRobots } from './robots.js';

export interface PageFetcherOptions {
  userAgent: string;
  /** By which name robots.txt is asked; unset: it is not, for a person asks for the page. */
  robotsName?: string;
  /** Why an address must not be dialled, in words; null where it may. Asked before every hop; unset: any may. */
  refuse?: (url: string) => string | null;
  /** How names are resolved, as each connection is made; default `dns.lookup`. */
  lookup?: Lookup | undefined;
  /** For everything: robots.txt, redirects, the page to its last byte. Default 15,000. */
  timeoutMs?: number;
}

/** What a server said of a page, so that it need not send the same one again (RFC 9110 13). */
export interface Validators {
  /** Where the page was in the end. */
  url: string;
  etag: string | null;
  lastModified: string | null;
}

export interface FetchedPage {
  bytes: Uint8Array;
  /** As the server names it. */
  charset: string | undefined;
  isHtml: boolean;
  /** Where the page was in the end, after redirects. */
  url: string;
  etag: string | null;
  lastModified: string | null;
}

export interface PageFetcher {
  /**
   * A page of text of at most `maxBytes`, unpacked; null where it is still the `known` one. Throws `PageError`.
   */
  fetch(address: string, request: { maxBytes: number; known?: Validators | undefined }): Promise<FetchedPage | null>;
  close(): Promise<void>;
}

const textual = /^(?:text\/(?:html|plain|markdown|x-markdown)|application\/xhtml\+xml)$/u;
const accept = 'text/html, text/markdown, text/plain;q=0.9';

/** Fetches pages of text within limits on time, length, redirects and, where `refuse` says so, addresses. */
export function createPageFetcher(options: PageFetcherOptions): PageFetcher {
  const { userAgent, robotsName, refuse = () => null, lookup, timeoutMs = 15_000 } = options;
  const { get, close } = createGet({ userAgent, refuse, lookup, timeoutMs });
  return {
    async fetch(address, { maxBytes, known }) {
      const signal = AbortSignal.timeout(timeoutMs);
      try {
        const mayFetch = robotsName === undefined ? undefined : createRobots(get, robotsName);
        const { response, url } = await follow(parsed(address), async (hop) => {
          await mayFetch?.(hop, signal);
          return get(hop, { accept, ...conditions(hop, known) }, signal);
        });
        return await pageOf(response, { url: url.href, maxBytes, isAskedFor304: known?.url === url.href });
      } catch (error) {
        if (error instanceof PageError) throw error;
        if (signal.aborted) throw new PageError('timeout', `no answer within ${timeoutMs / 1000} s`, { cause: error });
        throw unreachable(error);
      }
    },
    close,
  };
}

function parsed(address: string): URL {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url && /^https?:$/u.test(url.protocol)) return url;
  throw new PageError('bad_address', 'it is not a web address');
}

function conditions(url: URL, known: Validators | undefined): Record<string, string> {
  if (known?.url !== url.href) return {};
  const { etag, lastModified } = known;
  return { ...(etag && { 'if-none-match': etag }), ...(lastModified && { 'if-modified-since': lastModified }) };
}

async function pageOf(
  response: Response,
  { url, maxBytes, isAskedFor304 }: { url: string; maxBytes: number; isAskedFor304: boolean },
): Promise<FetchedPage | null> {
  const { status, headers } = response;
  const refuse = async (error: PageError): Promise<never> => {
    await response.body?.cancel();
    throw error;
  };
  if (status === 304 && isAskedFor304) {
    await response.body?.cancel();
    return null;
  }
  if (!response.ok) {
    const retryAfter = headers.get('retry-after') ?? undefined;
    return refuse(new PageError('status', `the server answers ${status}`, { status, retryAfter }));
  }
  const [type = '', charset] = contentTypeOf(headers.get('content-type'));
  if (!textual.test(type)) {
    const sent = type || 'no content type';
    return refuse(new PageError('not_text', `the server sends ${sent}, not text, Markdown or HTML`));
  }
  const { bytes, whole } = await readBody(response, maxBytes);
  if (!whole) throw new PageError('too_long', `longer than ${maxBytes / 1000} KB`);
  const validators = { etag: headers.get('etag'), lastModified: headers.get('last-modified') };
  return { bytes, charset, isHtml: /html/u.test(type), url, ...validators };
}

const contentTypeOf = (header: string | null): (string | undefined)[] => {
  const [type, ...parameters] = (header ?? '').toLowerCase().split(';');
  const charset = parameters.map((parameter) => /^\s*charset="?([\w-]+)/u.exec(parameter)?.[1]).find(Boolean);
  return [type?.trim(), charset];
};
