import { type Detail, surroundingsOf } from './detail.js';

const suffix =
  'Street|St|Avenue|Ave|Boulevard|Blvd|Road|Rd|Drive|Dr|Lane|Ln|Court|Ct|Place|Pl|Terrace|Ter|Circle|Cir|Highway|Hwy|Parkway|Pkwy|Way|Loop|Square|Sq|Trail|Crescent|Close|Mews';
const unit = '(?:,? ?(?:Apt|Apartment|Unit|Suite|Ste|Flat|Room|Rm|#)\\.? ?#?[A-Z0-9]{1,6})';
const postcode = '(?:,? [A-Z][\\p{L}]{1,20}){0,3},? ?(?:[A-Z]{2} )?\\d{5}(?:-\\d{4})?(?!\\d)';
const number = '(?<![\\p{L}\\p{N}$#.,:/-])\\d{1,5}(?:-\\d{1,4})?[A-Z]?';

/** Every word a name: "94-229 Pupuole Street Apt 4". */
const proper = new RegExp(
  `${number} (?:[NSEW]\\.? |(?:North|South|East|West) )?(?:\\p{Lu}[\\p{L}'’ʻ‘]{1,20}\\.?|\\d{1,3}(?:st|nd|rd|th))(?: \\p{Lu}[\\p{L}'’ʻ‘]{1,20}){0,2} (?:${suffix})(?![\\p{L}'’])\\.?(?<rest>${unit}?(?:${postcode})?)`,
  'gu',
);
/** Without capitals, only where the words before it say that somebody lives there. */
const plain = new RegExp(
  `${number} (?!(?:minutes?|hours?|miles?|blocks?|years?|days?|people|cars?|more|of|times?|or|and|feet|percent)\\b)[\\p{L}'’]{2,20}(?: [\\p{L}'’]{2,20})? (?:${suffix})(?![\\p{L}'’])(?<rest>${unit}?)`,
  'giu',
);
const mostTried = 20;

const strength = { private: 0.84, unknown: 0.42, public: 0.2 };

function confidenceOf(text: string, start: number, end: number, rest: string, written: 'proper' | 'plain'): number {
  const around = surroundingsOf(text, start, end);
  if (around === 'private') return strength.private;
  if (written === 'plain') return 0;
  // Newspapers write the street of an event; a door and a postcode are somebody's.
  return around === 'unknown' && rest !== '' ? 0.62 : strength[around];
}

/** Street addresses as written in English, by the words around them: most in the news are of events and offices. */
export function streetAddressesIn(text: string): Detail[] {
  const found: Detail[] = [];
  for (const [written, pattern] of [
    ['proper', proper],
    ['plain', plain],
  ] as const) {
    let tried = 0;
    for (const { index: start, 0: all, groups } of text.matchAll(pattern)) {
      if (++tried > mostTried) break;
      const end = start + all.length;
      if (found.some((one) => one.start < end && start < one.end)) continue;
      const confidence = confidenceOf(text, start, end, groups?.rest ?? '', written);
      if (confidence > 0) found.push({ kind: 'address', start, end, confidence, severity: 'moderate' });
    }
  }
  return found;
}
