import { keepAlive } from './keep-alive.js';
import { foldLower } from './letters.js';
import { plainAscii } from './markup.js';
import { type Rewrite, type Step, Trail } from './view.js';

/** Digits and signs that stand for letters, in letter context only. */
export const leet: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '8': 'b',
  '9': 'g',
  '@': 'a',
  $: 's',
  '!': 'i',
  '+': 't',
};

class Copy {
  readonly #trail: Trail;

  constructor(private readonly source: string) {
    this.#trail = new Trail(source.length);
  }

  /** Takes over `[from, to)` of the source as it is. */
  keep(from: number, to: number): void {
    for (let i = from; i < to; i++) this.#trail.push(this.source.charCodeAt(i), i, i + 1);
  }

  /** What stands before this belongs to the unit taken over last. */
  skipTo(end: number): void {
    this.#trail.extend(end);
  }

  done(): Rewrite {
    return this.#trail.done();
  }
}

export const lowerCase: Step = (text) => {
  let inPlace = true;
  const lower = text.toLowerCase();
  if (plainAscii.test(text)) return lower === text ? null : { text: lower, starts: null, ends: null };
  const folded = lower.replace(/\P{ASCII}/gu, (char) => {
    const read = foldLower(char.codePointAt(0) as number);
    inPlace &&= read.length === char.length;
    return read;
  });
  if (folded === text) return null;
  if (inPlace && lower.length === text.length) return { text: folded, starts: null, ends: null };
  const trail = new Trail(text.length + 16);
  for (let i = 0; i < text.length; ) {
    const code = text.codePointAt(i) as number;
    const end = i + (code > 0xffff ? 2 : 1);
    trail.write(foldLower(code), i, end);
    i = end;
  }
  return trail.done();
};

const maybeSpaced = /(?<![\p{L}\p{N}])[a-z]([ ._\-*~+/|,·•])(?:[a-z013457@$!]\1)+[a-z](?![\p{L}\p{N}])/u;
const spacedRuns = new RegExp(maybeSpaced, 'gu');

/** "i d i o t", "i.d.i.o.t": three single letters or more with the same sign between each two. */
export const joinSpaced: Step = (text) => {
  if (!maybeSpaced.test(text)) return null;
  const copy = new Copy(text);
  let done = 0;
  for (const { index, 0: run } of text.matchAll(spacedRuns)) {
    copy.keep(done, index);
    for (let i = index; i < index + run.length; i += 2) copy.keep(i, i + 1);
    done = index + run.length;
  }
  copy.keep(done, text.length);
  return copy.done();
};

/** Whether a small letter stands there three times in a row; every second unit belongs to such a run or to none. */
function mayBeStretched(text: string): boolean {
  for (let at = 2; at < text.length; at += 2) {
    const code = text.charCodeAt(at);
    const before = text.charCodeAt(at - 1);
    if (
      code === before &&
      code >= 97 &&
      code <= 122 &&
      (text.charCodeAt(at - 2) === code || text.charCodeAt(at + 1) === code)
    )
      return true;
  }
  return false;
}

const stretchedRuns = /([a-z])\1{2,}/g;

/** "idiooooot" keeps two of the letters; the words that double a letter anyway stay what they are. */
export const unstretch: Step = (text) => {
  if (!mayBeStretched(text)) return null;
  const copy = new Copy(text);
  let done = 0;
  for (const { index, 0: run } of text.matchAll(stretchedRuns)) {
    copy.keep(done, index + 2);
    done = index + run.length;
    copy.skipTo(done);
  }
  copy.keep(done, text.length);
  return copy.done();
};

const maybeLeet = /[a-z][0134578@$!+9]+[a-z]|(?<![a-z\d])[0134578$][a-z]|[a-z]\$|(?<![a-z\d])@ss/;
const leetTokens = /[a-z\d@$!+]+/g;
const letter = /[a-z]/;

/** "1d10t", "sh!t", "a$$", "@ss"; never "4th of July 1990s", "$5000", "MH370" or "great!you". */
export const unleet: Step = (text) => {
  if (!maybeLeet.test(text)) return null;
  const read = text.replace(leetTokens, (run) => (letter.test(run) && maybeLeet.test(run) ? readRun(run) : run));
  return read === text ? null : { text: read, starts: null, ends: null };
};

/** "!" ends a word unless at most three letters stand before it: "sh!t" is one word, "idiot!you" two. */
function readRun(run: string): string {
  if (!run.includes('!')) return readToken(run);
  let out = '';
  let from = 0;
  for (let i = 0; i < run.length; i++) {
    if (run[i] !== '!' || (i - from > 0 && i - from <= 3 && letter.test(run[i + 1] ?? ''))) continue;
    out += `${readToken(run.slice(from, i))}!`;
    from = i + 1;
  }
  return out + readToken(run.slice(from));
}

const readAs = (signs: string): string => signs.replace(/[0134578@$!+9]/g, (sign) => leet[sign] as string);

function readToken(token: string): string {
  const first = token.search(letter);
  if (first < 0) return token;
  let last = token.length - 1;
  while (!letter.test(token[last] as string)) last--;
  const head = token.slice(0, first);
  const core = token.slice(first, last + 1);
  const tail = token.slice(last + 1);
  const inner = readAs(core);
  const readHead = /^[0134578$]$/.test(head) || token.startsWith('@ss');
  const readTail = /^\$+$/.test(tail) || (inner !== core && tail.length === 1);
  return (readHead ? readAs(head) : head) + inner + (readTail ? readAs(tail) : tail);
}

keepAlive(new Copy(''));
