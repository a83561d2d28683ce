import type { Attributes } from './page-tags.js';

/** The address that a page keeps from harvesters by Cloudflare's scheme: hexadecimal, each byte xor the first. */
export function hiddenAddress(attributes: Attributes): string | undefined {
  const hex =
    attributes['data-cfemail'] ?? /\/cdn-cgi\/l\/email-protection#([\da-f]+)/iu.exec(attributes.href ?? '')?.[1];
  if (hex === undefined || !/^(?:[\da-f]{2}){4,260}$/iu.test(hex)) return undefined;
  const bytes = hex.match(/../gu)?.map((pair) => Number.parseInt(pair, 16)) ?? [];
  const [key = 0, ...rest] = bytes;
  const address = String.fromCharCode(...rest.map((byte) => byte ^ key));
  return /^[\x21-\x7e]+@[\x21-\x7e]+$/u.test(address) ? address : undefined;
}
