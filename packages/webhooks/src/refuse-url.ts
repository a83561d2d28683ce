import { isIP } from 'node:net';
import { isPublicAddress } from './addresses.js';

interface UrlRules {
  /** For trying things on one machine: http and private addresses pass. */
  allowPrivate: boolean;
  /** Whether http will do: for pages that anybody may read. */
  allowHttp?: boolean;
}

/**
 * Why `url` cannot be an address that Moderato dials for a site, in words for its owner; null where it can. Names are
 * resolved only when dialling.
 */
export function refuseUrl(url: string, { allowPrivate, allowHttp = allowPrivate }: UrlRules): string | null {
  const parsed = URL.canParse(url) ? new URL(url) : null;
  if (!parsed || url.length > 2_048) return 'must be a URL of at most 2048 characters';
  if (parsed.protocol !== 'https:' && !(allowHttp && parsed.protocol === 'http:')) {
    return `must start with https://${allowHttp ? ' or http://' : ''}`;
  }
  if (parsed.username !== '' || parsed.password !== '') return 'must not hold a user name or password';
  if (allowPrivate) return null;
  const host = parsed.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
  const isLocal = isIP(host) ? !isPublicAddress(host) : host === 'localhost' || host.endsWith('.localhost');
  return isLocal ? 'must not lead to a private, local or reserved address' : null;
}
