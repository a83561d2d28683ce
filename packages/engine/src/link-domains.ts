import type { Link } from '@moderato/text';

const hostOf = ({ href, domain }: Link): string => (URL.canParse(href) ? new URL(href).hostname : domain).toLowerCase();

/** Whether the link leads to one of these domains (lower case) or to a subdomain of one. */
export function isLinkTo(link: Link, domains: readonly string[]): boolean {
  const host = hostOf(link);
  return domains.some((domain) => host === domain || host.endsWith(`.${domain}`));
}
