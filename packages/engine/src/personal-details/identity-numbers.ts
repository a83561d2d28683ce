import cardValidator from 'card-validator';
import * as cpf from 'stdnum/lib/cjs/br/cpf.js';
import * as sin from 'stdnum/lib/cjs/ca/sin.js';
import * as dni from 'stdnum/lib/cjs/es/dni.js';
import * as nir from 'stdnum/lib/cjs/fr/nir.js';
import * as nino from 'stdnum/lib/cjs/gb/nino.js';
import * as aadhaar from 'stdnum/lib/cjs/in/aadhaar.js';
import * as ssn from 'stdnum/lib/cjs/us/ssn.js';
import type { Detail } from './detail.js';

interface IdentityNumber {
  pattern: RegExp;
  isValid(written: string): boolean;
  /** Words that must stand before one that other numbers look like. */
  said?: RegExp;
  confidence: number;
}

const checked = (library: { validate(value: string): { isValid: boolean } }) => (written: string) =>
  library.validate(written).isValid;

/** Each by its own check digits or ranges, from stdnum. */
const numbers: readonly IdentityNumber[] = [
  { pattern: /(?<![\w-])\d{3}-\d{2}-\d{4}(?![\w-])/g, isValid: checked(ssn), confidence: 0.92 },
  {
    pattern: /(?<![\w-])\d{3} ?\d{2} ?\d{4}(?![\w-])/g,
    isValid: checked(ssn),
    said: /\b(?:ssn|social security|social is)\b/i,
    confidence: 0.92,
  },
  {
    pattern: /(?<![\w-])\d{3}[ -]?\d{3}[ -]?\d{3}(?![\w-])/g,
    isValid: checked(sin),
    said: /\b(?:sin|social insurance)\b/i,
    confidence: 0.9,
  },
  {
    pattern: /(?<!\w)[A-Z]{2} ?\d{2} ?\d{2} ?\d{2} ?[A-D](?!\w)/g,
    isValid: checked(nino),
    confidence: 0.86,
  },
  { pattern: /(?<!\w)\d{8}-?[A-Z](?!\w)/g, isValid: checked(dni), confidence: 0.8 },
  { pattern: /(?<!\w)[12] ?\d{2} ?\d{2} ?\d{2} ?\d{3} ?\d{3} ?\d{2}(?!\w)/g, isValid: checked(nir), confidence: 0.88 },
  { pattern: /(?<!\w)\d{3}\.\d{3}\.\d{3}-\d{2}(?!\w)/g, isValid: checked(cpf), confidence: 0.88 },
  {
    pattern: /(?<![\w-])\d{4}[ -]?\d{4}[ -]?\d{4}(?![\w-]| \d)/g,
    isValid: checked(aadhaar),
    said: /\b(?:aadhaar|aadhar|uidai)\b/i,
    confidence: 0.9,
  },
];

const card = /(?<![\w-])\d(?:[ -]?\d){12,18}(?![\w-])/g;
const mostTried = 20;
const reach = 60;

/** National identity numbers whose check digits are right, and payment cards by their issuer, length and check digit. */
export function identityNumbersIn(text: string): Detail[] {
  const found: Detail[] = [];
  let tried = 0;
  for (const { index: start, 0: written } of text.matchAll(card)) {
    if (++tried > mostTried) break;
    if (!cardValidator.number(written).isValid) continue;
    found.push({ kind: 'card', start, end: start + written.length, confidence: 0.94, severity: 'severe' });
  }
  for (const { pattern, isValid, said, confidence } of numbers) {
    tried = 0;
    for (const { index: start, 0: written } of text.matchAll(pattern)) {
      if (++tried > mostTried) break;
      if (said !== undefined && !said.test(text.slice(Math.max(0, start - reach), start))) continue;
      if (!isValid(written)) continue;
      found.push({ kind: 'id', start, end: start + written.length, confidence, severity: 'severe' });
    }
  }
  return found;
}
