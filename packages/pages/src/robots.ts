import robotsParser from 'robots-parser';
import { type Get, readBody } from './guarded-get.js';
import { PageError } from './page-error.js';
import { follow } from './redirects.js';

/** RFC 9309 2.5 has a crawler read 500 KiB at least. */
const maxBytes = 500 * 1024;

// Its types speak of a `default` member that the module does not have.
const parse = robotsParser as unknown as typeof robotsParser.default;

/**
 * Asks each host once whether `name` may fetch an address (RFC 9309): without a robots.txt (4xx) it may; with one that
 * cannot be read now (5xx, 429) it must wait. Throws `PageError` `robots` or `robots_unreadable`.
 */
export function createRobots(get: Get, name: string): (url: URL, signal: AbortSignal) => Promise<void> {
  const known = new Map<string, Promise<string>>();
  return async (url, signal) => {
    const address = new URL('/robots.txt', url);
    const text = known.get(address.href) ?? read(get, address, signal);
    known.set(address.href, text);
    // Undefined where nothing is said about the address.
    if (parse(address.href, await text).isAllowed(url.href, name) === false) {
      throw new PageError('robots', `${address.host} asks robots to keep off it (robots.txt)`);
    }
  };
}

async function read(get: Get, address: URL, signal: AbortSignal): Promise<string> {
  const { response } = await follow(address, (url) => get(url, { accept: 'text/plain' }, signal));
  const { status } = response;
  if (response.ok) return Buffer.from((await readBody(response, maxBytes)).bytes).toString('utf8');
  await response.body?.cancel();
  if (status < 500 && status !== 429) return '';
  const retryAfter = response.headers.get('retry-after') ?? undefined;
  throw new PageError('robots_unreadable', `the server answers ${status} for robots.txt`, { status, retryAfter });
}
