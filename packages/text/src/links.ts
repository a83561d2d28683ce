import type { Span } from '@moderato/domain';
import { LinkifyIt } from 'linkify-it';
import { parse } from 'tldts';

export interface Link extends Span {
  /** As a browser would follow it, scheme included. */
  href: string;
  /** Registrable domain (example.co.uk), or the host where there is none. */
  domain: string;
}

const linkify = new LinkifyIt({ fuzzyLink: true, fuzzyEmail: false });
const worthALook = /:\/\/|[\p{L}\p{N}]\.(?:\p{Ll}{2}|\p{Lu}{2}|xn--)/u;
/** Country codes that are words: "was bad.It rained" lacks a space, it is no site in Italy. */
const wordLikeEnding =
  /\.(?:so|it|in|my|is|as|at|be|am|do|me|no|to|us|by|la|pa|ma|id|an|he|we|or|if|st|mr|ms|dr|co|ad|al|ps|sh)$/i;

/** Web addresses in `text`, with or without a scheme, in order. E-mail addresses are no links. */
export function links(text: string): Link[] {
  if (!worthALook.test(text)) return [];
  const found: Link[] = [];
  for (const { index, lastIndex, url, schema, text: written } of linkify.match(text) ?? []) {
    if (schema === 'mailto:') continue;
    const { domain, hostname, isIcann, isIp } = parse(url);
    if (schema === '' && (!(isIcann || isIp) || (wordLikeEnding.test(written) && !/^www\./i.test(written)))) continue;
    found.push({ start: index, end: lastIndex, href: url, domain: domain ?? hostname ?? '' });
  }
  return found;
}
