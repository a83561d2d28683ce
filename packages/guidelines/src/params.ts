import type { Clause, ClauseKind } from '@moderato/domain';
import { limitsIn } from './limits.js';
import { addressesIn } from './report-addresses.js';

type Params = Clause['params'];

export const languages: Record<string, string> = {
  english: 'en',
  spanish: 'es',
  french: 'fr',
  german: 'de',
  italian: 'it',
  portuguese: 'pt',
  dutch: 'nl',
  hawaiian: 'haw',
};
const termsName =
  /\b(?:terms\s+of\s+(?:service|use)|terms\s+(?:and|&)\s+conditions|\w+\s+agreement|privacy\s+policy)/iu;

const readers: Partial<Record<ClauseKind, (sentence: string, question?: string) => Params>> = {
  terms: (sentence) => named('name', termsName.exec(sentence)?.[0].replace(/\s+/gu, ' ')),
  report_channel: (sentence) => named('email', addressesIn(sentence)[0]?.email),
  appeal: (sentence) => named('email', addressesIn(sentence)[0]?.email),
  links: (sentence, question) => named('maxLinks', limitsIn(sentence, question).maxLinks),
  spam: (sentence, question) => named('maxLinks', limitsIn(sentence, question).maxLinks),
  length: (sentence, question) => {
    const { maxWords, maxCharacters } = limitsIn(sentence, question);
    return { ...named('maxWords', maxWords), ...named('maxCharacters', maxCharacters) };
  },
  copyright: (sentence, question) => named('maxQuotedWords', limitsIn(sentence, question).maxWords),
  required_fields: (sentence) => named('fields', fieldsIn(sentence)),
  removal: (sentence, question) => named('editMinutes', limitsIn(sentence, question).editMinutes),
  language: (sentence) => {
    const name = /\b(?:english|spanish|french|german|italian|portuguese|dutch|hawaiian)\b/iu.exec(sentence)?.[0];
    return named('language', name && languages[name.toLowerCase()]);
  },
};

/** "Name and e-mail are required": "name,email". */
const fieldsIn = (sentence: string): string | undefined => {
  const fields = [/\bnames?\b/iu.test(sentence) && 'name', /\be-?mail\b/iu.test(sentence) && 'email'];
  return fields.filter(Boolean).join() || undefined;
};

const named = (name: string, value: string | number | undefined): Params =>
  value === undefined ? {} : { [name]: value };

/** What the sentence says beside its kind: an address, a number, a name. */
export const paramsOf = (kind: ClauseKind, sentence: string, question?: string): Params =>
  readers[kind]?.(sentence, question) ?? {};
