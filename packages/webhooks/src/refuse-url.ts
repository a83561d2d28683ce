import { isIP } from 'node:net';
import { isPublicAddress } from './addresses.js';

/**
 * Why `url` cannot be a webhook's address, in words for its owner; null where it can. `allowPrivate` is for trying
 * things on one machine: it lets http and private addresses pass. Names are resolved only when sending.
 */
export function refuseUrl(url: string, { allowPrivate }: { allowPrivate: boolean }): string | null {
  const parsed = URL.canParse(url) ? new URL(url) : null;
  if (!parsed || url.length > 2_048) return 'must be a URL of at most 2048 characters';
  if (parsed.protocol !== 'https:' && !(allowPrivate && parsed.protocol === 'http:')) return 'must start with https://';
  if (parsed.username !== '' || parsed.password !== '') return 'must not hold a user name or password';
  if (allowPrivate) return null;
  const host = parsed.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
  const isLocal = isIP(host) ? !isPublicAddress(host) : host === 'localhost' || host.endsWith('.localhost');
  return isLocal ? 'must not lead to a private, local or reserved address' : null;
}
