import { found } from '../found.js';
import { numberParam, type Rule } from '../rule.js';

function countWords(text: string, enough: number): number {
  let count = 0;
  for (const _ of text.matchAll(/\S*[\p{L}\p{N}]\S*/gu)) if (++count > enough) break;
  return count;
}

/** Characters as readers count them: a letter with its accents is one. */
function countCharacters(text: string, enough: number): number {
  let count = 0;
  for (const char of text) if (!/\p{M}/u.test(char) && ++count > enough) break;
  return count;
}

/** More words or characters than the guidelines allow: `maxWords`, `maxCharacters`. */
export const length: Rule = {
  id: 'length',
  onlyWhereAsked: true,
  evaluate({ text }, { params }) {
    const written = text.plain.text;
    const maxWords = numberParam(params, 'maxWords', Number.POSITIVE_INFINITY);
    const maxCharacters = numberParam(params, 'maxCharacters', Number.POSITIVE_INFINITY);
    const tooMany =
      // A word and the space after it are two characters at least.
      (written.length >= maxWords * 2 && countWords(written, maxWords) > maxWords) ||
      (written.length > maxCharacters && countCharacters(written.trim(), maxCharacters) > maxCharacters);
    if (!tooMany) return [];
    return [
      found('length', { severity: 'mild', confidence: 0.95, explanation: 'Is longer than the guidelines allow.' }),
    ];
  },
};
