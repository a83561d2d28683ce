import { originalSpan, type View } from '@moderato/text';
import { contractedTail, contractions } from './lexicon/grammar.js';
import { type Entry, lookUp } from './lexicon/lexicon.js';

/** What stands between a word and the one before it: a space or hyphen, a comma, a clause's end, a sentence's end. */
export const gap = { none: 0, comma: 1, clause: 2, sentence: 3 } as const;

export interface Word {
  /** As folded. */
  readonly form: string;
  /** UTF-16 units into the folded view, half open. */
  readonly start: number;
  readonly end: number;
  readonly gap: number;
  /** Whether it stands in somebody else's mouth. */
  quoted: boolean;
  /** "@" stands before it. */
  readonly mention: boolean;
  readonly entry: Entry | undefined;
  readonly roles: number;
}

/** 1: part of a word anywhere; 2: only inside or after one (stars). */
const classes = new Uint8Array(128);
for (const char of 'abcdefghijklmnopqrstuvwxyz0123456789_') classes[char.charCodeAt(0)] = 1;
for (const char of '*#') classes[char.charCodeAt(0)] = 2;
const apostrophe = 39;
const letter = /[\p{L}\p{N}]/u;
const sentenceEnds = new Set(['.', '!', '?', '\n', '…']);
const clauseEnds = new Set([';', ':', '(', ')', '—', '|', '[', ']']);

const isWordAt = (text: string, at: number): boolean => {
  const code = text.charCodeAt(at);
  if (code < 128) return classes[code] === 1;
  return code >= 0x80 && letter.test(String.fromCodePoint(text.codePointAt(at) as number));
};

function endOfWord(text: string, start: number): number {
  let at = start;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code < 128 && classes[code] !== 0) at++;
    else if (code === apostrophe && at > start && isWordAt(text, at + 1)) at++;
    else if (code >= 128 && isWordAt(text, at)) at += (text.codePointAt(at) as number) > 0xffff ? 2 : 1;
    else break;
  }
  return at;
}

function gapBetween(text: string, from: number, to: number): number {
  let widest: number = gap.none;
  for (let at = from; at < to; at++) {
    const char = text[at] as string;
    if (char === ' ') continue;
    if (sentenceEnds.has(char)) return gap.sentence;
    if (clauseEnds.has(char) || (char === '-' && text[at - 1] === ' ')) widest = gap.clause;
    else if (char === ',' && widest < gap.comma) widest = gap.comma;
  }
  return widest;
}

const wordOf = (view: View, start: number, end: number, before: number): Word => {
  const { text } = view;
  const form = text.slice(start, end);
  const stretched = view.starts !== null && lengthAsWritten(view, start, end) > end - start;
  const entry = lookUp(form, stretched);
  const mention = text[start - 1] === '@';
  return {
    form,
    start,
    end,
    gap: gapBetween(text, before, start),
    quoted: false,
    mention,
    entry,
    roles: entry?.roles ?? 0,
  };
};

const lengthAsWritten = (view: View, start: number, end: number): number => {
  const span = originalSpan(view, start, end);
  return span.end - span.start;
};

/** Where a contraction comes apart ("you|'re", "are|n't", "dont" as "do|nt"); 0 where the word is one. */
function joint(form: string): number {
  const at = form.indexOf("'");
  if (at < 0) return contractions.get(form) ?? 0;
  if (form.endsWith("n't") && form.length > 3) return form.length - 3;
  return at > 0 && form.length - at <= 3 ? at : 0;
}

/** The folded view's words in order; contractions come as two. */
export function wordsOf(view: View): Word[] {
  const { text } = view;
  const words: Word[] = [];
  let before = 0;
  for (let at = 0; at < text.length; ) {
    if (!isWordAt(text, at)) {
      at++;
      continue;
    }
    const end = endOfWord(text, at);
    const form = text.slice(at, end);
    const cut = joint(form);
    if (cut > 0) {
      words.push(wordOf(view, at, at + cut, before));
      const tail = form.slice(cut);
      const full = contractedTail[tail] ?? tail;
      const entry = lookUp(full, false);
      words.push({ ...tailAt(at + cut, end), form: full, entry, roles: entry?.roles ?? 0 });
    } else {
      words.push(wordOf(view, at, end, before));
    }
    before = end;
    at = end;
  }
  return words;
}

const tailAt = (start: number, end: number) => ({ start, end, gap: gap.none, quoted: false, mention: false });
