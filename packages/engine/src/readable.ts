import { detectLanguage } from '@moderato/text';
import type { Item } from './item.js';

export type Degradation = 'text_too_long' | 'text_unreadable' | 'unsupported_language';

const ordinary = /^[\t\n\r\x20-\x7e]*$/;
const noise = /[\p{Cc}\p{Co}\p{Cn}\p{Cs}\ufffd]/u;
const mostNoise = 0.3;

function isNoise(item: Item): boolean {
  const { original } = item;
  if (item.text.plain.text.trim() === '') return true;
  if (ordinary.test(original)) return false;
  let bad = 0;
  let all = 0;
  for (const char of original) {
    all++;
    if (char !== '\n' && char !== '\r' && char !== '\t' && noise.test(char)) bad++;
  }
  return bad > all * mostNoise;
}

/** Most of the letters belong to another script. Compatibility forms count as the letters that they show. */
function isForeignScript({ original }: Item): boolean {
  if (ordinary.test(original)) return false;
  let latin = 0;
  let other = 0;
  for (const char of original.normalize('NFKC')) {
    if (/\p{Script=Latin}/u.test(char)) latin++;
    else if (/\p{L}/u.test(char)) other++;
  }
  return other > latin;
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
export function degradationsOf(item: Item): Degradation[] {
  const found: Degradation[] = [];
  if (item.tooLong) found.push('text_too_long');
  if (isNoise(item)) found.push('text_unreadable');
  if (isForeign(item) || isForeignScript(item)) found.push('unsupported_language');
  return found;
}
