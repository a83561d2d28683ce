/** A link to where readers report, complain or write: its address belongs to what the guidelines say. */
const channel =
  /report|abuse|flag|complain|contact|feedback|appeal|moderat|form\b|e-?mail|write to|let us know|tell us/iu;

/**
 * What a link says in plain text: its words, and its address behind them where readers would turn there with a report.
 * `base` is the page's own address, for links within its site.
 */
export function linkWords(words: string, href: string, base?: string): string {
  const mail = /^mailto:([^?]{3,254})/iu.exec(href)?.[1];
  if (mail !== undefined) return withTarget(words, decoded(mail));
  const phone = /^tel:([\d+().\s-]{5,30})$/iu.exec(href)?.[1];
  if (phone !== undefined) return words.replace(/\D/gu, '').length >= 5 ? words : withTarget(words, phone);
  if (!channel.test(words) && !channel.test(href)) return words;
  const target = absolute(href, base);
  return target === undefined ? words : withTarget(words, target);
}

const withTarget = (words: string, target: string): string =>
  words.toLowerCase().includes(target.toLowerCase()) ? words : `${words.trim()} (${target})`.trimStart();

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function absolute(href: string, base: string | undefined): string | undefined {
  if (/[\s()<>"'*_`[\]\\]/u.test(href) || href.startsWith('#')) return undefined;
  const url = URL.canParse(href, base) ? new URL(href, base) : undefined;
  if (url) return /^https?:$/u.test(url.protocol) ? url.href : undefined;
  return /^\/[^/]/u.test(href) ? href : undefined;
}
