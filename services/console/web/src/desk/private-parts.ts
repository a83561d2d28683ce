export type PrivateKind = 'email' | 'phone' | 'address' | 'link';

export interface PrivatePart {
  start: number;
  end: number;
  kind: PrivateKind;
  /** What stands in its place. */
  shown: string;
}

/** Bounded throughout: 64 KB of anything must not keep the page from drawing. */
const patterns: [PrivateKind, RegExp][] = [
  ['link', /\b(?:https?:\/\/|www\.)[^\s<>"'()]{1,2000}/giu],
  ['email', /[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,5}/giu],
  ['phone', /(?<![\p{L}\p{N}])\+?\(?\d{2,4}\)?(?:[ .\-/]\(?\d{2,4}\)?){2,4}(?![\p{L}\p{N}])/gu],
  [
    'address',
    /(?<![\p{L}\p{N}])\d{1,5} (?:\p{Lu}[\p{L}'’]{1,20} ){1,3}(?:Street|St|Avenue|Ave|Road|Rd|Lane|Ln|Drive|Dr|Boulevard|Blvd|Way|Place|Pl|Court|Ct)\b\.?/gu,
  ],
];

const words: Record<Exclude<PrivateKind, 'link'>, string> = {
  email: 'e-mail address hidden',
  phone: 'number hidden',
  address: 'address hidden',
};

function shownOf(kind: PrivateKind, text: string): string {
  if (kind !== 'link') return words[kind];
  const url = text.startsWith('www.') ? `https://${text}` : text;
  return URL.canParse(url) ? `link to ${new URL(url).hostname.replace(/^www\./, '')}` : 'link';
}

/** Dates and times look like numbers to call. */
const isDate = (text: string): boolean => /^\d{4}[-./]\d{1,2}[-./]\d{1,2}$|^\d{1,2}[-./]\d{1,2}[-./]\d{4}$/.test(text);

/** Addresses and numbers of people in a text, and links, which are shown by their domain; in order, none over another. */
export function privateParts(text: string): PrivatePart[] {
  const found = patterns.flatMap(([kind, pattern]) =>
    [...text.matchAll(pattern)]
      .filter(([words]) => kind !== 'phone' || !isDate(words))
      .map(({ index, 0: words }) => ({ start: index, end: index + words.length, kind, shown: shownOf(kind, words) })),
  );
  const parts: PrivatePart[] = [];
  for (const part of found.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    if (part.start >= (parts.at(-1)?.end ?? 0)) parts.push(part);
  }
  return parts;
}

/** The text with what stands in their place, for where nobody can ask for them. */
export const withoutPrivateParts = (text: string): string =>
  privateParts(text)
    .toReversed()
    .reduce((left, { start, end, shown }) => `${left.slice(0, start)}[${shown}]${left.slice(end)}`, text);
