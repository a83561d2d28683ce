import type { Signals } from '@moderato/civility';
import { detectLanguage } from '@moderato/text';
import type { Item } from './item.js';

export type Degradation = 'text_too_long' | 'text_unreadable' | 'unsupported_language';

const ordinary = /^[\t\n\r\x20-\x7e]*$/;
const noise = /(?![\t\n\r])[\p{Cc}\p{Co}\p{Cn}\p{Cs}\ufffd]/u;
const latin = /\p{Script=Latin}/u;
const anyLetter = /\p{L}/u;
const mostNoise = 0.3;

const isBlank = (text: string): boolean => !/\S/.test(text);

const isAsciiLetter = (code: number): boolean => (code | 32) >= 97 && (code | 32) <= 122;

/** A third of what stands there is no text: control characters, halves of characters, places without one. */
function isNoise({ original }: Item): boolean {
  let [all, noisy] = [0, 0];
  for (const char of original) {
    all++;
    const code = char.codePointAt(0) as number;
    if ((code < 32 || code > 126) && noise.test(char)) noisy++;
  }
  return noisy > all * mostNoise;
}

/** Most of the letters belong to another script. Compatibility forms count as the letters that they show. */
function isForeignScript({ original }: Item): boolean {
  let [own, foreign] = [0, 0];
  for (const char of original.normalize('NFKC')) {
    const code = char.codePointAt(0) as number;
    if (isAsciiLetter(code)) own++;
    else if (code < 128) continue;
    else if (latin.test(char)) own++;
    else if (anyLetter.test(char)) foreign++;
  }
  return foreign > own;
}

/** Languages that the rules can judge. */
const judged = /^(?:en|und|mul)$/;

/** What is said of the language; a site that says nothing is taken to publish in English. */
const claimed = ({ submission: { language } }: Item): string => language?.split(/[-_]/, 1)[0]?.toLowerCase() || 'en';

/** The text itself tells, whatever is claimed: hosts label every comment with the site's language. */
function isForeign(item: Item): boolean {
  const { language } = detectLanguage(item.text.plain.text);
  return !judged.test(language === 'und' ? claimed(item) : language);
}

/** Why a person must look, whatever the rules find. */
export function degradationsOf(item: Item, signals: Signals | null): Degradation[] {
  const found: Degradation[] = [];
  const isOrdinary = ordinary.test(item.original);
  if (item.tooLong) found.push('text_too_long');
  if (isBlank(item.text.plain.text) || (!isOrdinary && isNoise(item)) || signals?.illegible)
    found.push('text_unreadable');
  if (isForeign(item) || (!isOrdinary && isForeignScript(item))) found.push('unsupported_language');
  return found;
}
