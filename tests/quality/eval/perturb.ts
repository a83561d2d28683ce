/** Changes one word as people do who hide words from filters. `random`: 0..1. Words of three letters and more. */
type Disguise = (word: string, random: () => number) => string;

const leetOf: Readonly<Record<string, string>> = { a: '4', e: '3', i: '1', o: '0', s: '5', t: '7' };
const lookalikeOf: Readonly<Record<string, string>> = {
  a: '\u0430',
  c: '\u0441',
  e: '\u0435',
  i: '\u0456',
  o: '\u043e',
  p: '\u0440',
  s: '\u0455',
  u: '\u057d',
  x: '\u0445',
  y: '\u0443',
};

const replaced = (word: string, by: Readonly<Record<string, string>>): string =>
  [...word].map((letter) => by[letter.toLowerCase()] ?? letter).join('');
/** Never the first nor the last. */
const inner = (word: string, random: () => number): number => 1 + Math.floor(random() * (word.length - 2));
const pick = (random: () => number, from: string): string => from[Math.floor(random() * from.length)] as string;

export const disguises: Readonly<Record<string, Disguise>> = {
  leet: (word) => replaced(word, leetOf),
  homoglyphs: (word) => replaced(word, lookalikeOf),
  'zero-width': (word, random) => [...word].join(pick(random, '\u200b\u200c\u200d\u2060')),
  spaced: (word, random) => [...word].join(pick(random, ' .-_')),
  stretched(word, random) {
    const at = inner(word, random);
    return word.slice(0, at) + (word[at] as string).repeat(3 + Math.floor(random() * 4)) + word.slice(at + 1);
  },
  starred(word, random) {
    const at = inner(word, random);
    return word.slice(0, at) + pick(random, '*#@') + word.slice(at + 1);
  },
  'dropped letter'(word, random) {
    const at = inner(word, random);
    return word.slice(0, at) + word.slice(at + 1);
  },
  'swapped letters'(word, random) {
    const at = Math.max(1, inner(word, random) - 1);
    return word.slice(0, at) + word[at + 1] + word[at] + word.slice(at + 2);
  },
  'mixed case': (word) => [...word].map((letter, i) => (i % 2 ? letter.toUpperCase() : letter.toLowerCase())).join(''),
  'HTML entities': (word) => [...word].map((letter) => `&#${letter.codePointAt(0)};`).join(''),
};

/** Words that a disguise may be put on: letters of the basic alphabet alone. */
export const disguisable = /(?<![\p{L}\p{N}])[A-Za-z]{3,}(?![\p{L}\p{N}])/gu;

export interface WordAt {
  start: number;
  end: number;
}

export const wordsToDisguise = (text: string): WordAt[] =>
  [...text.matchAll(disguisable)].map(({ index, 0: word }) => ({ start: index, end: index + word.length }));

/** The text with those words disguised; the rest stays, code unit for code unit. */
export function disguised(text: string, words: readonly WordAt[], by: Disguise, random: () => number): string {
  let out = '';
  let at = 0;
  for (const { start, end } of words) {
    out += text.slice(at, start) + by(text.slice(start, end), random);
    at = end;
  }
  return out + text.slice(at);
}
