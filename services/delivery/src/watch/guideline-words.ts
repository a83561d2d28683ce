import { createHash } from 'node:crypto';

const bullet = /^[ \t]*(?:[-–—*•·‣◦▪]|#{1,6})[ \t]+/gmu;
const singleQuotes = /[\u2018-\u201b\u2032\u00b4`]/gu;
const doubleQuotes = /[\u201c-\u201f\u2033\u00ab\u00bb]/gu;
const dashes = /[\u2010-\u2015\u2212]/gu;
const invisible = /[\u00ad\u200b-\u200f\u2060\ufeff]/gu;

/**
 * SHA-256, hex, of what guidelines say, whatever they look like: white space, bullets, heading marks and the forms of
 * quotes and dashes do not count, for they differ between a page and the same text pasted by hand.
 */
export function wordsOf(guidelines: string): string {
  const words = guidelines
    .replace(bullet, '')
    .normalize('NFKC')
    .replace(invisible, '')
    .replace(singleQuotes, "'")
    .replace(doubleQuotes, '"')
    .replace(dashes, '-')
    .replace(/\s+/gu, ' ')
    .trim();
  return createHash('sha256').update(words).digest('hex');
}
