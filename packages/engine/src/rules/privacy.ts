import type { Check } from '@moderato/domain';
import { originalSpan } from '@moderato/text';
import { type CountryCode, isSupportedCountry } from 'libphonenumber-js';
import { found } from '../found.js';
import type { Item } from '../item.js';
import type { Detail, DetailKind } from '../personal-details/detail.js';
import { eMailAddressesIn } from '../personal-details/e-mail-addresses.js';
import { identityNumbersIn } from '../personal-details/identity-numbers.js';
import { phoneNumbersIn } from '../personal-details/phone-numbers.js';
import { streetAddressesIn } from '../personal-details/street-addresses.js';
import type { RawFinding, Rule } from '../rule.js';

const explanations: Record<DetailKind, string> = {
  card: 'Gives the number of a payment card.',
  id: 'Gives a national identity number.',
  phone: 'Gives a telephone number.',
  email: 'Gives an e-mail address.',
  address: 'Gives a street address.',
};
const kinds = Object.keys(explanations) as DetailKind[];

const fewestDigits = 7;
/** "name [at] site [dot] com". */
const spelledOut = /\[at\]|\(at\)|\{at\}| dot (?:com|net|org)/i;

function digitsIn(text: string): number {
  let count = 0;
  for (let i = 0; i < text.length && count < fewestDigits; i++) {
    const code = text.charCodeAt(i);
    if (code >= 48 && code <= 57) count++;
  }
  return count;
}

function detailsIn(text: string, country: CountryCode): Detail[] {
  const digits = digitsIn(text);
  const found = digits > 0 ? streetAddressesIn(text) : [];
  if (digits >= fewestDigits) {
    const numbers = identityNumbersIn(text);
    const free = phoneNumbersIn(text, country).filter(
      (phone) => !numbers.some((one) => one.start < phone.end && phone.start < one.end),
    );
    found.push(...numbers, ...free);
  }
  if (text.includes('@') || spelledOut.test(text)) found.push(...eMailAddressesIn(text));
  return found;
}

/** What an exception of the guidelines leaves of the evidence: the public ones are fine, or all of them. */
const lenience = { public: 0.6, all: 0.3 };
const surelyPrivate = 0.8;

function lowered({ kind, confidence }: Detail, params: Check['params']): number {
  const except = params[`except_${kind}`];
  if (except === 'all') return confidence * lenience.all;
  return except === 'public' && confidence < surelyPrivate ? confidence * lenience.public : confidence;
}

const textOf = ({ text }: Item): string => text.plain.text;

/**
 * Telephone numbers, e-mail and street addresses, national identity numbers and payment cards, of anybody. `country`
 * (ISO 3166) says how numbers are dialled; `except_phone`, `except_email`, `except_address` are `public` or `all` where
 * the guidelines allow them.
 */
export const privacy: Rule = {
  id: 'privacy',
  onlyWhereAsked: true,
  evaluate(item, { params }) {
    const asked = String(params.country);
    const details = detailsIn(textOf(item), isSupportedCountry(asked) ? asked : 'US');
    if (details.length === 0) return [];
    return kinds.flatMap((kind): RawFinding[] => {
      const own = details.filter((one) => one.kind === kind);
      if (own.length === 0) return [];
      return [
        found('privacy', {
          severity: own[0]?.severity ?? 'moderate',
          confidence: Math.max(...own.map((one) => lowered(one, params))),
          explanation: explanations[kind],
          spans: own.map(({ start, end }) => originalSpan(item.text.plain, start, end)),
        }),
      ];
    });
  },
};
