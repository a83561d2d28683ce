import type { Span } from '@moderato/domain';
import { foldCodePoint } from '@moderato/text';

/** A text as a reader sees it, for matching: no look-alike letters, no invisible characters, straight apostrophes. */
export interface Legible {
  text: string;
  /** Where a span of `text` stands in the original. */
  original(span: Span): Span;
}

const plain = /^[\t\n\r\x20-\x7e]*$/;
const invisible = /[\p{Cf}\p{Default_Ignorable_Code_Point}]/u;
const apostrophe = /[’‘ʼ′`´]/u;
const otherHyphen = /[\u2010\u2011\u2212]/u;
const space = /[\p{Zs}]/u;
/** Letters of another script, and those of mathematics or full width, that stand for Latin ones. Accents stay. */
const mayBeLookAlike =
  /[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}\p{Script=Cherokee}\u{ff01}-\u{ff5e}\u{1d400}-\u{1d7ff}]/u;

/** What `char` is read as: itself where it is no disguise. */
function reading(char: string): string {
  if (invisible.test(char)) return '';
  if (apostrophe.test(char)) return "'";
  if (otherHyphen.test(char)) return '-';
  if (space.test(char)) return ' ';
  if (!mayBeLookAlike.test(char)) return char;
  const folded = foldCodePoint(char.codePointAt(0) as number);
  return /^[\x21-\x7e]+$/u.test(folded) ? folded : char;
}

export function legible(source: string): Legible {
  if (plain.test(source)) return { text: source, original: (span) => span };
  const starts: number[] = [];
  const ends: number[] = [];
  let text = '';
  let at = 0;
  for (const char of source) {
    const read = char.length === 1 && char.charCodeAt(0) < 0x7f ? char : reading(char);
    for (let i = 0; i < read.length; i++) {
      // A pair of surrogates that stays is two units with a place each.
      starts.push(read === char ? at + i : at);
      ends.push(read === char ? at + i + 1 : at + char.length);
    }
    text += read;
    at += char.length;
  }
  return {
    text,
    original: ({ start, end }) =>
      start >= end
        ? { start: starts[start] ?? at, end: starts[start] ?? at }
        : { start: starts[start] as number, end: ends[end - 1] as number },
  };
}
