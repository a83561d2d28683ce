import { createHash } from 'node:crypto';
import type { Policy } from '@moderato/domain';
import { compile } from '@moderato/guidelines';

const singleQuotes = /[\u2018-\u201b\u2032\u00b4`]/gu;
const doubleQuotes = /[\u201c-\u201f\u2033\u00ab\u00bb]/gu;
const dashes = /[\u2010-\u2015\u2212]/gu;
const invisible = /[\u00ad\u200b-\u200f\u2060\ufeff]/gu;

const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(invisible, '')
    .replace(singleQuotes, "'")
    .replace(doubleQuotes, '"')
    .replace(dashes, '-')
    .replace(/\s+/gu, ' ')
    .trim();

/**
 * SHA-256, hex, of what guidelines say: the words of their clauses, whatever those look like and in which order they
 * stand. Headings, greetings and "last updated" lines demand nothing, and differ between a page and the same text
 * pasted by hand.
 */
export function wordsOf({ clauses }: Pick<Policy, 'clauses'>): string {
  // One sentence may give several clauses.
  const said = [...new Set(clauses.map(({ text }) => plain(text)))].sort();
  return createHash('sha256').update(said.join('\n')).digest('hex');
}

/** The same of a stored version, read as guidelines are read today: it may have been compiled long ago. */
export const storedWords = ({ source }: Pick<Policy, 'source'>): string => wordsOf(compile(source));
