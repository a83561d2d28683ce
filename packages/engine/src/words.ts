import { keepAlive, originalSpan, type View } from '@moderato/text';
import { cutsOf, emojiWords, mayRunTogether } from './lexicon/evasions.js';
import { contractedTail } from './lexicon/grammar.js';
import { type Entry, entryOf, lookUp, undisguise } from './lexicon/lexicon.js';
import { emptyHash, findNumber, formOf, hashWith, knownNumber } from './lexicon/vocabulary.js';
import { apostrophe, gapBetween, isHighSurrogate, isInWord, isStar, isWordAt } from './word-signs.js';

export { gap } from './word-signs.js';

export class Word {
  /** Whether it stands in somebody else's mouth. */
  quoted = false;
  readonly roles: number;
  #form: string | undefined;

  constructor(
    private readonly text: string,
    /** UTF-16 units into the folded view, half open. */
    readonly start: number,
    readonly end: number,
    /** What stands before it: one of `gap`. */
    readonly gap: number,
    /** In the vocabulary; 0 where nothing looks for this form. */
    readonly number: number,
    readonly entry: Entry | undefined,
  ) {
    this.roles = entry === undefined ? 0 : entry.roles;
  }

  /** As folded; where stars or stretching hid it, as the lexicon has it. */
  get form(): string {
    if (this.number !== 0) return formOf(this.number);
    this.#form ??= this.text.slice(this.start, this.end);
    return this.#form;
  }

  /** "@" stands before it. */
  get mention(): boolean {
    return this.start > 0 && this.text.charCodeAt(this.start - 1) === 64;
  }
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
  /** Where what was taken last ended. */
  #before = 0;

  constructor(private readonly view: View) {
    this.#text = view.text;
    this.#hasStars = /[*#]/.test(view.text);
  }

  read(): Word[] {
    const text = this.#text;
    for (let at = 0; at < text.length; ) {
      if (isWordAt(text, at)) at = this.#token(at);
      else at += this.#picture(at);
    }
    return this.words;
  }

  /** An emoji may stand for a word. How many units to go on. */
  #picture(at: number): number {
    const code = this.#text.charCodeAt(at);
    if (code < 0xd83c || code > 0xd83e) return 1;
    const word = emojiWords.get(this.#text.codePointAt(at) as number);
    if (word === undefined) return 1;
    this.#push(at, at + 2, knownNumber(word), lookUp(word));
    return 2;
  }

  /** Takes what begins at `start`; where it ends. */
  #token(start: number): number {
    const text = this.#text;
    let hash = emptyHash;
    let hasApostrophe = false;
    let end = start;
    for (; end < text.length; end++) {
      const code = text.charCodeAt(end);
      if (!isInWord(code)) {
        if (!isWordAt(text, code === apostrophe ? end + 1 : end)) break;
        hasApostrophe ||= code === apostrophe;
        if (isHighSurrogate(code)) hash = hashWith(hash, text.charCodeAt(end++));
      }
      hash = hashWith(hash, text.charCodeAt(end));
    }
    const number = findNumber(text, start, end, hash);
    const entry = entryOf(number);
    const disguised = this.#isDisguised(start, end);
    const whole = entry === undefined ? !mayRunTogether(text, start, end) : entry.joint === 0;
    if (whole && !disguised && !hasApostrophe) this.#push(start, end, number, entry);
    else this.#take(start, end);
    return end;
  }

  #isDisguised(start: number, end: number): boolean {
    if (this.#hasStars) {
      for (let at = start; at < end; at++) if (isStar(this.#text.charCodeAt(at))) return true;
    }
    if (this.view.starts === null) return false;
    const written = originalSpan(this.view, start, end);
    return written.end - written.start > end - start;
  }

  /** One word, or a contraction as two, or words run together as several. */
  #take(start: number, end: number): void {
    const form = this.#text.slice(start, end);
    const disguised = this.#isDisguised(start, end);
    const entry = lookUp(form) ?? (disguised ? undisguise(form) : undefined);
    const cuts = entry === undefined ? cutsOf(form) : null;
    if (cuts !== null) {
      let from = start;
      for (const at of [...cuts, form.length]) {
        this.#take(from, start + at);
        from = start + at;
      }
      return;
    }
    const cut = entry?.joint || joint(form);
    if (cut === 0) {
      this.#push(start, end, knownNumber(disguised ? (entry?.word ?? form) : form), entry);
      return;
    }
    this.#take(start, start + cut);
    const tail = form.slice(cut);
    const full = contractedTail[tail] ?? tail;
    this.#push(start + cut, end, knownNumber(full), lookUp(full));
  }

  /** "id-iot", "mo ron": the second part of a word cut in two makes one word with the first. */
  #mends(first: Word, second: Word): boolean {
    const whole = first.entry?.splits?.get(second.form);
    if (whole === undefined || second.start - first.end !== 1 || first.form !== first.entry?.word) return false;
    if (!joins.has(this.#text[second.start - 1] as string)) return false;
    this.words.pop();
    this.words.push(new Word(this.#text, first.start, second.end, first.gap, knownNumber(whole), lookUp(whole)));
    return true;
  }

  #push(start: number, end: number, number: number, entry: Entry | undefined): void {
    const word = new Word(this.#text, start, end, gapBetween(this.#text, this.#before, start), number, entry);
    const last = this.words.at(-1);
    this.#before = end;
    if (last?.entry?.splits === undefined || !this.#mends(last, word)) this.words.push(word);
  }
}

/** The folded view's words in order; contractions come as two. */
export const wordsOf = (view: View): Word[] => new Reader(view).read();

keepAlive(new Reader({ text: '', starts: null, ends: null }));
