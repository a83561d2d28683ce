import { InputError, UsageError } from './io.js';

export interface Fetched {
  bytes: Uint8Array;
  /** As the server names it. */
  charset: string | undefined;
  isHtml: boolean;
  /** Where the page was in the end, after redirects. */
  url: string;
}

interface Limits {
  maxBytes: number;
  timeoutMs?: number;
}

const maxRedirects = 5;
const defaultTimeoutMs = 15_000;
const textual = /^(?:text\/(?:html|plain|markdown|x-markdown)|application\/xhtml\+xml)$/u;

/**
 * A page of text from the web. For the operator's own command only: it dials any address, private ones too. Throws
 * `InputError` where the server does not give a page of at most `maxBytes` in time.
 */
export async function fetchPage(address: string, { maxBytes, timeoutMs = defaultTimeoutMs }: Limits): Promise<Fetched> {
  const signal = AbortSignal.timeout(timeoutMs);
  try {
    const { response, url } = await follow(address, signal);
    const [type = '', charset] = contentTypeOf(response);
    if (!textual.test(type)) {
      await response.body?.cancel();
      throw new InputError(`${address}: the server sends ${type || 'no content type'}, not text, Markdown or HTML`);
    }
    const isHtml = /html/u.test(type);
    return { bytes: await read(response, address, maxBytes), charset, isHtml, url };
  } catch (cause) {
    if (cause instanceof InputError || cause instanceof UsageError) throw cause;
    throw new InputError(`${address}: ${signal.aborted ? `no answer within ${timeoutMs / 1000} s` : reasonOf(cause)}`, {
      cause,
    });
  }
}

async function follow(address: string, signal: AbortSignal): Promise<{ response: Response; url: string }> {
  let url = parsed(address);
  for (let hop = 0; hop <= maxRedirects; hop++) {
    const headers = { accept: 'text/html, text/markdown, text/plain;q=0.9', 'user-agent': 'moderato' };
    const response = await fetch(url, { redirect: 'manual', signal, headers });
    const location = response.status >= 300 && response.status < 400 ? response.headers.get('location') : null;
    if (location === null) {
      if (!response.ok) {
        await response.body?.cancel();
        throw new InputError(`${address}: the server answers ${response.status}`);
      }
      return { response, url: url.href };
    }
    await response.body?.cancel();
    url = parsed(location, url);
  }
  throw new InputError(`${address}: more than ${maxRedirects} redirects`);
}

function parsed(address: string, base?: URL): URL {
  const url = URL.canParse(address, base?.href) ? new URL(address, base) : undefined;
  if (url && /^https?:$/u.test(url.protocol)) return url;
  throw base
    ? new InputError(`${base.href}: redirects to ${address}`)
    : new UsageError(`not a web address: ${address}`);
}

const contentTypeOf = (response: Response): (string | undefined)[] => {
  const [type, ...parameters] = (response.headers.get('content-type') ?? '').toLowerCase().split(';');
  const charset = parameters.map((parameter) => /^\s*charset="?([\w-]+)/u.exec(parameter)?.[1]).find(Boolean);
  return [type?.trim(), charset];
};

async function read(response: Response, address: string, maxBytes: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response.body ?? []) {
    chunks.push(chunk);
    length += chunk.length;
    if (length > maxBytes) throw new InputError(`${address}: longer than ${maxBytes / 1000} KB`);
  }
  return Buffer.concat(chunks);
}

const reasons: Record<string, string> = {
  ENOTFOUND: 'there is no such host',
  ECONNREFUSED: 'nobody answers there',
  ECONNRESET: 'the server hung up',
};

function reasonOf(cause: unknown): string {
  const { code = '', message } = ((cause as Error).cause ?? cause) as NodeJS.ErrnoException;
  return reasons[code] ?? message;
}
