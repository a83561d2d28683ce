import { detectLanguage } from '@moderato/text';
import { badRequest } from './google-error.js';

/** Languages, by ISO 639, whose comments can be scored in full; `und` and `mul` say nothing against it. */
const scored = new Set(['en', 'und', 'mul']);

export interface Languages {
  /** As requested, else as detected. */
  languages: string[];
  detected: string[];
}

const primary = (tag: string): string => tag.split(/[-_]/, 1)[0]?.toLowerCase() ?? '';

/** What the text is in; where it is too short to tell, what the request says, else English. */
export function languagesOf(text: string, requested: readonly string[]): Languages {
  const { language } = detectLanguage(text);
  const detected = [language === 'und' ? primary(requested[0] ?? 'en') : language];
  return { languages: requested.length > 0 ? [...requested] : detected, detected };
}

/**
 * Whether `attribute` cannot be scored in what the caller asked for, or, where nothing was asked for, in what was
 * found. A comment in another language than the caller says is scored by what holds in every language: hosts label
 * each comment with their own language, and would let it pass on an error.
 */
export function unsupportedLanguages({ languages, detected }: Languages): string[] {
  const foreign = languages.filter((tag) => !scored.has(primary(tag)));
  const isMeant = foreign.length === languages.length || foreign.some((tag) => detected.includes(primary(tag)));
  return isMeant ? foreign : [];
}

/** The words and fields that clients look for, to drop the attribute and ask again. */
export const notSupported = (attribute: string, foreign: string[], { languages, detected }: Languages) =>
  badRequest(
    'LANGUAGE_NOT_SUPPORTED_BY_ATTRIBUTE',
    `Attribute ${attribute.slice(0, 100)} does not support request languages: ${foreign.join(', ')}`,
    {
      languageNotSupportedByAttributeError: {
        detectedLanguages: detected,
        requestedLanguages: languages,
        attribute: attribute.slice(0, 100),
      },
    },
  );
