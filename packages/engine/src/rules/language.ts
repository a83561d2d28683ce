import { detectLanguage } from '@moderato/text';
import { found } from '../found.js';
import type { Rule } from '../rule.js';

/** Fewer words than this may be a greeting or a name in any language. */
const fewestWords = 4;

/**
 * Written in another language than the guidelines ask for: `language` (ISO 639-1, `en` where they name none), and
 * `alsoLanguages` ("haw,es") that they allow beside it.
 */
export const language: Rule = {
  id: 'language',
  onlyWhereAsked: true,
  evaluate({ text, words }, { params }) {
    if (words.length < fewestWords) return [];
    const wanted = typeof params.language === 'string' ? params.language : 'en';
    const also = typeof params.alsoLanguages === 'string' ? params.alsoLanguages.split(',') : [];
    const detected = detectLanguage(text.plain.text);
    if (detected.language === 'und' || detected.language === wanted || also.includes(detected.language)) return [];
    return [
      found('language', {
        severity: 'mild',
        confidence: Math.round((0.55 + 0.35 * detected.confidence) * 100) / 100,
        explanation: 'Is written in another language than the guidelines ask for.',
      }),
    ];
  },
};
