/** What stands between a word and the one before it: a space or hyphen, a comma, a clause's end, a sentence's end. */
export const gap = { none: 0, comma: 1, clause: 2, sentence: 3 } as const;

export const apostrophe = 39;
const space = 32;
const hyphen = 45;

const tableOf = (...signs: [chars: string, value: number][]): Uint8Array => {
  const table = new Uint8Array(128);
  for (const [chars, value] of signs) for (const char of chars) table[char.charCodeAt(0)] = value;
  return table;
};

const inWords = 'abcdefghijklmnopqrstuvwxyz0123456789_';
/** 1: part of a word anywhere; 2: only inside or after one (stars). */
const classes = tableOf([inWords, 1], ['*#', 2]);
const gaps = tableOf(['.!?\n', gap.sentence], [';:()|[]', gap.clause], [',', gap.comma]);
const ellipsis = 0x2026;
const dash = 0x2014;

const letter = /[\p{L}\p{N}]/u;
/** For units beyond ASCII, once one was asked about: 1 for a letter or digit, 2 for none. */
const foreign = new Uint8Array(0x10000);

function isForeignLetter(text: string, at: number): boolean {
  const code = text.codePointAt(at) as number;
  if (code > 0xffff) return letter.test(String.fromCodePoint(code));
  if (foreign[code] === 0) foreign[code] = letter.test(String.fromCharCode(code)) ? 1 : 2;
  return foreign[code] === 1;
}

/** Whether an ASCII unit may stand inside a word. */
export const isInWord = (code: number): boolean => code < 128 && classes[code] !== 0;

export const isStar = (code: number): boolean => code < 128 && classes[code] === 2;
export const isHighSurrogate = (code: number): boolean => code >= 0xd800 && code <= 0xdbff;

/** Whether a word may begin at `at`. */
export function isWordAt(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code < 128 ? classes[code] === 1 : code >= 128 && isForeignLetter(text, at);
}

/** The widest gap that `[from, to)` of the text makes. */
export function gapBetween(text: string, from: number, to: number): number {
  let widest: number = gap.none;
  for (let at = from; at < to; at++) {
    const code = text.charCodeAt(at);
    if (code === space) continue;
    const one = code < 128 ? (gaps[code] as number) : code === ellipsis ? gap.sentence : code === dash ? gap.clause : 0;
    if (one === gap.sentence) return one;
    if (one > widest) widest = one;
    else if (code === hyphen && text.charCodeAt(at - 1) === space) widest = gap.clause;
  }
  return widest;
}
