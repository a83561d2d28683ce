import { originalSpan, type View } from '@moderato/text';
import { cutsOf, emojiWords } from './lexicon/evasions.js';
import { contractedTail } from './lexicon/grammar.js';
import { type Entry, lookUp } from './lexicon/lexicon.js';

/** What stands between a word and the one before it: a space or hyphen, a comma, a clause's end, a sentence's end. */
export const gap = { none: 0, comma: 1, clause: 2, sentence: 3 } as const;

export interface Word {
  /** As folded; where stars or stretching hid it, as the lexicon has it. */
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

/** Where a contraction comes apart at its apostrophe ("you|'re", "are|n't"); 0 where the word is one. */
function joint(form: string): number {
  const at = form.indexOf("'");
  if (at < 0) return 0;
  if (form.endsWith("n't") && form.length > 3) return form.length - 3;
  return at > 0 && form.length - at <= 3 ? at : 0;
}

/** What may stand in the cut. */
const joins = new Set([' ', '-', '.', '_', '~', '/', '|']);

class Reader {
  readonly words: Word[] = [];
  readonly #text: string;
  readonly #hasStars: boolean;
  readonly #hasApostrophes: boolean;

  constructor(private readonly view: View) {
    this.#text = view.text;
    this.#hasStars = /[*#]/.test(view.text);
    this.#hasApostrophes = view.text.includes("'");
  }

  /** One word, or a contraction as two. `before` is where the last one ended. */
  take(start: number, end: number, before: number): void {
    const form = this.#text.slice(start, end);
    const disguised = this.#isDisguised(form, start, end);
    const entry = lookUp(form, disguised);
    const cuts = entry === undefined ? cutsOf(form) : null;
    if (cuts !== null) {
      let from = start;
      for (const at of [...cuts, form.length]) {
        this.take(from, start + at, from === start ? before : from);
        from = start + at;
      }
      return;
    }
    const cut = entry?.joint ?? (this.#hasApostrophes ? joint(form) : 0);
    if (cut === 0) {
      this.#push(disguised ? (entry?.word ?? form) : form, start, end, gapBetween(this.#text, before, start), entry);
      return;
    }
    this.take(start, start + cut, before);
    const tail = form.slice(cut);
    const full = contractedTail[tail] ?? tail;
    this.#push(full, start + cut, end, gap.none, lookUp(full, false));
  }

  #isDisguised(form: string, start: number, end: number): boolean {
    if (this.#hasStars && /[*#]/.test(form)) return true;
    if (this.view.starts === null) return false;
    const written = originalSpan(this.view, start, end);
    return written.end - written.start > end - start;
  }

  /** An emoji that stands for a word. */
  picture(word: string, start: number, end: number, before: number): void {
    this.#push(word, start, end, gapBetween(this.#text, before, start), lookUp(word, false));
  }

  /** "id-iot", "mo ron": the second part of a word cut in two makes one word with the first. */
  #mends(form: string, start: number, end: number): boolean {
    const first = this.words.at(-1);
    const whole = first?.entry?.splits?.get(form);
    if (first === undefined || whole === undefined || start - first.end !== 1 || first.form !== first.entry?.word)
      return false;
    if (!joins.has(this.#text[start - 1] as string)) return false;
    this.words.pop();
    const entry = lookUp(whole, false);
    this.words.push({ ...first, form: whole, end, entry, roles: entry?.roles ?? 0 });
    return true;
  }

  #push(form: string, start: number, end: number, before: number, entry: Entry | undefined): void {
    if (this.words.at(-1)?.entry?.splits !== undefined && this.#mends(form, start, end)) return;
    const mention = start > 0 && this.#text[start - 1] === '@';
    this.words.push({ form, start, end, gap: before, quoted: false, mention, entry, roles: entry?.roles ?? 0 });
  }
}

/** The folded view's words in order; contractions come as two. */
export function wordsOf(view: View): Word[] {
  const { text } = view;
  const reader = new Reader(view);
  let before = 0;
  for (let at = 0; at < text.length; ) {
    if (!isWordAt(text, at)) {
      const code = text.charCodeAt(at);
      const picture = code >= 0xd83c && code <= 0xd83e ? emojiWords.get(text.codePointAt(at) as number) : undefined;
      if (picture !== undefined) {
        reader.picture(picture, at, at + 2, before);
        before = at + 2;
      }
      at += picture === undefined ? 1 : 2;
      continue;
    }
    const end = endOfWord(text, at);
    reader.take(at, end, before);
    before = end;
    at = end;
  }
  return reader.words;
}
