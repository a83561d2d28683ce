import { type CountryCode, parsePhoneNumberFromString } from 'libphonenumber-js';
import { type Detail, surroundingsOf } from './detail.js';

const candidate = /(?<![\p{L}\p{N}$€£#.,/-])(?:\+ ?|\()?\d[\d ().\-–]{5,20}\d(?![\p{L}\p{N}%/]|[.,:]\d)/gu;
/** Seven digits and no area code: "555-0142". */
const local = /^\d{3}[-. –]\d{4}$/;
/** Ten digits in a row may count anything. */
const bare = /^\d+$/;
const callWords = /\b(?:call|phone|tel|telephone|cell|mobile|text|txt|number|whatsapp|sms|dial|reach|fax)\b/i;
const dateLike =
  /^(?:\d{4}[-. –]\d{1,2}[-. –]\d{1,2}|\d{1,2}[-. –]\d{1,2}[-. –]\d{4}|(?:19|20)\d{2} ?[-–] ?(?:19|20)\d{2})$/;
const mostTried = 20;

const strength = { private: 0.82, unknown: 0.64, public: 0.3 };

function confidenceOf(text: string, start: number, end: number, country: CountryCode): number {
  const written = text.slice(start, end);
  const digits = written.replace(/\D/g, '');
  if (digits.length < 7 || digits.length > 15 || dateLike.test(written)) return 0;
  const around = surroundingsOf(text, start, end);
  const called = callWords.test(text.slice(Math.max(0, start - 40), start));
  if (local.test(written)) return called || around === 'private' ? strength[around] - 0.04 : 0;
  const parsed = parsePhoneNumberFromString(written, country);
  if (parsed === undefined || !parsed.isValid()) return 0;
  const type = parsed.getType();
  if (type === 'TOLL_FREE' || type === 'PREMIUM_RATE' || type === 'SHARED_COST' || type === 'UAN')
    return strength.public;
  if (bare.test(written) && !called && around !== 'private') return strength.public;
  return strength[around];
}

/** Telephone numbers, those without a country's code as dialled in `country`. Bounded: the first twenty are looked at. */
export function phoneNumbersIn(text: string, country: CountryCode): Detail[] {
  const found: Detail[] = [];
  let tried = 0;
  for (const { index: start, 0: written } of text.matchAll(candidate)) {
    if (++tried > mostTried) break;
    const end = start + written.length;
    const confidence = confidenceOf(text, start, end, country);
    if (confidence > 0) found.push({ kind: 'phone', start, end, confidence, severity: 'moderate' });
  }
  return found;
}
