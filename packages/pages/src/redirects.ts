import type { Response } from 'undici';
import { PageError } from './page-error.js';

const maxRedirects = 5;

/** Goes where `first` leads; every hop by `get`, which may refuse it. */
export async function follow(
  first: URL,
  get: (url: URL) => Promise<Response>,
): Promise<{ response: Response; url: URL }> {
  let url = first;
  for (let hop = 0; hop <= maxRedirects; hop++) {
    const response = await get(url);
    const isRedirect = response.status >= 300 && response.status < 400 && response.status !== 304;
    const location = isRedirect ? response.headers.get('location') : null;
    if (location === null) return { response, url };
    await response.body?.cancel();
    const next = URL.canParse(location, url.href) ? new URL(location, url) : undefined;
    if (!next || !/^https?:$/u.test(next.protocol))
      throw new PageError('redirects', `it redirects to ${location.slice(0, 200)}`);
    url = next;
  }
  throw new PageError('redirects', `more than ${maxRedirects} redirects`);
}
