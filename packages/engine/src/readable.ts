import { detectLanguage } from '@moderato/text';
import type { Item } from './item.js';

export type Degradation = 'text_too_long' | 'text_unreadable' | 'unsupported_language';

const ordinary = /^[\t\n\r\x20-\x7e]*$/;
const noise = /(?![\t\n\r])[\p{Cc}\p{Co}\p{Cn}\p{Cs}\ufffd]/gu;
const pairs = /[\ud800-\udbff][\udc00-\udfff]/g;
const latin = /\p{Script=Latin}/gu;
const otherLetters = /(?!\p{Script=Latin})\p{L}/gu;
const mostNoise = 0.3;

const count = (text: string, what: RegExp): number => text.match(what)?.length ?? 0;

const isBlank = (text: string): boolean => !/\S/.test(text);

const isNoise = ({ original }: Item): boolean =>
  count(original, noise) > (original.length - count(original, pairs)) * mostNoise;

/** Most of the letters belong to another script. Compatibility forms count as the letters that they show. */
function isForeignScript({ original }: Item): boolean {
  const shown = original.normalize('NFKC');
  return count(shown, otherLetters) > count(shown, latin);
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
  const isOrdinary = ordinary.test(item.original);
  if (item.tooLong) found.push('text_too_long');
  if (isBlank(item.text.plain.text) || (!isOrdinary && isNoise(item))) found.push('text_unreadable');
  if (isForeign(item) || (!isOrdinary && isForeignScript(item))) found.push('unsupported_language');
  return found;
}
