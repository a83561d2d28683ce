import type { Span } from '@moderato/domain';

export interface Address extends Span {
  /** In plain form, however it was written. */
  email: string;
}

/** `name@paper.com`, `name [at] paper.com`, `name (at) paper [dot] com`. Lengths are bounded, so that matching is linear. */
const address =
  /(?<![\w.+-])([\w.+-]{1,64})(?:@|\s?[[({]\s?at\s?[\])}]\s?)((?:[a-z0-9-]{1,63}(?:\.|\s?[[({]\s?dot\s?[\])}]\s?)){1,6}[a-z]{2,24})(?![\w@-])/giu;
const url = /\bhttps?:\/\/[^\s<>"')\]]{1,500}/giu;
const device = /\b(?:flag|report)(?:ing)?\s+(?:button|link|icon|tool|feature|form)\b/giu;

/** E-mail addresses in `text`, in order. */
export function addressesIn(text: string): Address[] {
  if (!/@|[[({]\s?at/iu.test(text)) return [];
  return [...text.matchAll(address)].map((match) => ({
    email: `${match[1]}@${(match[2] ?? '').replace(/\s?[[({]\s?dot\s?[\])}]\s?/giu, '.')}`,
    start: match.index,
    end: match.index + match[0].length,
  }));
}

/** Where `text` writes out web addresses. */
export const urlsIn = (text: string): Span[] =>
  [...text.matchAll(url)].map((match) => ({ start: match.index, end: match.index + match[0].length }));

/** Other ways to report that `text` names: web addresses and buttons. */
export function otherChannelsIn(text: string): string[] {
  const found = [...text.matchAll(url), ...text.matchAll(device)].sort((a, b) => a.index - b.index);
  return found.map(([channel]) => channel.replace(/[.,;:!?]+$/u, ''));
}
