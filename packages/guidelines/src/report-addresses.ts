import type { Span } from '@moderato/domain';

export interface Address extends Span {
  /** In plain form, however it was written. */
  email: string;
}

const at = '(?:\\s?@\\s?|\\s?[[({<]\\s?at\\s?[\\])}>]\\s?|\\s[-_]?at[-_]?\\s)';
const dot = '(?:\\s?[[({<]\\s?dot\\s?[\\])}>]\\s?|\\sdot\\s)';
const label = '[\\p{L}\\d](?:[\\p{L}\\d-]{0,61}[\\p{L}\\d])?';
/**
 * `name@paper.com`, `name [at] paper.com`, `name (at) paper [dot] com`, `name at paper dot com`. Lengths are bounded, so
 * that matching is linear. With a bare "at" only a spelled-out dot makes an address: "meet at paper.com" is none.
 */
const address = new RegExp(
  `(?<![\\p{L}\\d_.+-])([\\p{L}\\d_+-][\\p{L}\\d_.+-]{0,63}(?:${dot}[\\p{L}\\d_+-]{1,30}){0,2})(${at})(${label}(?:(?:\\.|${dot})${label}){0,5}(?:\\.|${dot})\\p{L}{2,24})(?![\\p{L}\\d_@-])`,
  'giu',
);
const spelledDot = new RegExp(dot, 'giu');
const bareAt = /^\s[-_]?at[-_]?\s$/iu;
const url = /\b(?:https?:\/\/|www\.)[^\s<>"')\]]{1,500}/giu;
const path = /(?<=\()\/[^\s<>"')\]]{1,300}(?=\))/giu;
const device =
  /["“'‘]?\b(?:flag|report|complaints?|abuse|contact|alert)(?:ing)?(?:\s(?:abuse|this|a|comment|it|us)){0,2}["”'’]?\s(?:button|link|icon|tool|feature|form|function|option|menu|symbol|page)\b/giu;
const pressed =
  /(?<=\b(?:click|clicking|hit|press|tap|select|choose|use|using|via|mark|pushing)(?:\s(?:on|the|an?|as|little|red)){0,3}\s)(?:["“'‘](?:[Ff]lag|[Rr]eport)[^"”'’]{0,30}["”'’]|(?:Flag|Report)\b(?:\s(?:Abuse|Comment))?)/gu;
const phone = /(?<![\w@./-])\+?\(?\d{1,4}\)?(?:[\s.-]\(?\d{2,4}\)?){1,4}(?![\w/-])/gu;
const callsFor = /\b(?:call|phone|ring|telephone|tel|text|dial)\b/iu;
const contact =
  /\b(?:e-?mail(?:ing)?|contact|write|writing|mail|send|reach|message|notify|alert|call|phone|ring|drop|ask)\b|\?/iu;
const concern =
  /\b(?:questions?|concern(?:s|ed)?|complain\w*|problems?|issues?|abus\w+|violat\w+|inappropriate|offensive|objectionable|comments?|moderat\w+|rules?|guidelines?|see|spot|notice|report\w*|help|wrong|feedback|trouble|infring\w+|copied|copyright\w*|without\s+permission)\b/iu;
const anotherPurpose =
  /\b(?:subscri\w+|advertis\w+|letters? to the editor|news tips?|deliver\w+|newsletters?|jobs?|careers?|obituar\w+|classifieds?|appeal\w*)\b/iu;

/** E-mail addresses in `text`, in order. */
export function addressesIn(text: string): Address[] {
  if (!/@|\bat\b/iu.test(text)) return [];
  return [...text.matchAll(address)].flatMap((match) => {
    const [whole, name = '', sign = '', host = ''] = match;
    const isSpelled = host.search(spelledDot) >= 0;
    if (bareAt.test(sign) && !isSpelled) return [];
    const plain = (part: string): string => part.replace(spelledDot, '.');
    const email = `${plain(name)}@${plain(host)}`.replace(/^[.-]+/u, '');
    return [{ email, start: match.index, end: match.index + whole.length }];
  });
}

/** Where `text` writes out web addresses. */
export const urlsIn = (text: string): Span[] =>
  [...text.matchAll(url)].map((match) => ({ start: match.index, end: match.index + match[0].length }));

/** Other ways to report that `text` names: web addresses, buttons and telephone numbers. */
export function otherChannelsIn(text: string): string[] {
  const phones = callsFor.test(text) ? [...text.matchAll(phone)].filter(([number]) => digitsIn(number) >= 7) : [];
  const found = [...[url, path, device, pressed].flatMap((pattern) => [...text.matchAll(pattern)]), ...phones];
  const ordered = found.sort((a, b) => a.index - b.index || b[0].length - a[0].length);
  const names: string[] = [];
  let covered = 0;
  for (const match of ordered) {
    if (match.index < covered) continue;
    covered = match.index + match[0].length;
    names.push(match[0].replace(/[.,;:!?]+$/u, ''));
  }
  return names;
}

const digitsIn = (text: string): number => text.replace(/\D/gu, '').length;

/** Whether `text` names an address to turn to about comments, though not in the words of a report. */
export const asksForContact = (text: string): boolean =>
  (addressesIn(text).length > 0 || (callsFor.test(text) && otherChannelsIn(text).length > 0)) &&
  contact.test(text) &&
  concern.test(text.replace(address, ' ')) &&
  !anotherPurpose.test(text.replace(address, ' '));
