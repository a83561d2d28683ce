/** What a free text must not give away. */
export interface PersonalWords {
  /** Of the author, of those who are answered or written about. */
  names: string[];
  /** The comment, and what it answers. */
  texts: string[];
}

const patterns: [RegExp, string][] = [
  [/[^\s@<>"'(),;:[\]]{1,64}@[^\s@<>"'(),;:[\]]{1,255}/gu, '[address]'],
  [/\b(?:https?:\/\/|www\.)\S+/giu, '[link]'],
  [/(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?![\d.])/gu, '[address]'],
  [/(?<![\w:])(?:[0-9a-f]{1,4}:){3,7}(?::|[0-9a-f]{1,4})[0-9a-f:]*/giu, '[address]'],
  [/(?<!\w)@\w{2,}/gu, '[name]'],
  [/\+?\d[\d\s()/.-]{5,}\d/gu, '[number]'],
];

const quoted = /"[^"]{1,2000}"|“[^”]{1,2000}”|„[^“”]{1,2000}[“”]|«[^»]{1,2000}»|»[^«]{1,2000}«|‘[^’]{2,2000}’/gu;

/** E-mail and network addresses, links, handles and long numbers are replaced. */
export const maskContacts = (text: string): string =>
  patterns.reduce((masked, [pattern, word]) => masked.replaceAll(pattern, word), text);

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/gu, '\\$&');

function maskNames(text: string, names: string[]): string {
  const parts = names.flatMap((name) => [name.trim(), ...name.split(/[\s.,_-]+/u)]).filter((part) => part.length > 1);
  if (parts.length === 0) return text;
  const longestFirst = [...new Set(parts)].toSorted((a, b) => b.length - a.length).map(escaped);
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(?:${longestFirst.join('|')})(?:’s|'s|s)?(?![\\p{L}\\p{N}])`, 'giu');
  return text.replaceAll(pattern, '[name]');
}

const sharedWords = 3;
const wordPattern = /[\p{L}\p{N}]+/gu;

/** Runs of three words and more that stand in one of `texts` too. */
function maskSharedWords(text: string, texts: string[]): string {
  const theirs = texts.map((one) => ` ${(one.toLowerCase().match(wordPattern) ?? []).join(' ')} `);
  const words = [...text.matchAll(wordPattern)];
  const isShared = new Array<boolean>(words.length).fill(false);
  for (let i = 0; i + sharedWords <= words.length; i++) {
    const run = words.slice(i, i + sharedWords).map(([word]) => word.toLowerCase());
    if (theirs.some((one) => one.includes(` ${run.join(' ')} `))) isShared.fill(true, i, i + sharedWords);
  }
  let masked = '';
  let at = 0;
  for (let i = 0; i < words.length; i++) {
    if (!isShared[i]) continue;
    let last = i;
    while (isShared[last + 1]) last++;
    const [from, to] = [words[i], words[last]];
    masked += `${text.slice(at, from?.index)}[quotation]`;
    at = (to?.index ?? 0) + (to?.[0].length ?? 0);
    i = last;
  }
  return masked + text.slice(at);
}

/** The text without names, addresses, numbers by which somebody can be reached, and quotations of the comment. */
export function impersonal(text: string, { names, texts }: PersonalWords): string {
  return maskNames(maskSharedWords(maskContacts(text.replaceAll(quoted, '[quotation]')), texts), names);
}

/** Whether there is nothing in it that would have to go. */
export const isImpersonal = (text: string, words: PersonalWords): boolean => impersonal(text, words) === text;
