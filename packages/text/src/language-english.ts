import { keepAlive } from './keep-alive.js';

/**
 * Words of six letters at most that English comments are full of, and that other languages in Latin letters seldom
 * have: no "in", "is", "no", "will", "kind", "time". Apostrophes are left out. Of insults, none that Europe has
 * borrowed ("idiot").
 */
const common = `
  about across after again agree ago aint almost alone along also always among and another any anyone arent around
  ask asses away back bad based be because been before being better bitch boys bro but buy by came cannot cant cares
  change choice cities city class could couldn dat did didn didnt does doesn doesnt doing don dont down drink dude dumb
  each early either else enough ever every family feel few first fool from fuck fucked fuckin full fully get gets girl
  girls give given going gone gonna good got gotta great guess guy guys hadn happen hardly hasn hasnt hate have haven
  having he hell her here hers hey high him his hoe hoes hope how isn isnt issue it its ive just keep kick kids knew
  know knows last learn least leave left less liar lies like liked likely little lives ll lol look looks loser lost lots
  love loved make makes making many may maybe mean means might money moron much my myself near need needs never new
  news next nigga niggas nobody none nor not nothin now off often old only or other others our out own paid pay people
  please plenty pussy put quite rather read really right said same saw say saying says school see seem seems self she
  shit shoot should show shows shut since smell some soon sorry spend still stuff stupid such sure taken taking talk tax
  taxes than thank thanks that thats the their them then there these they theyre thing things think this those though
  thread times today told too took tried troll true truly trump truth trying turn ugly ugh until upon used using very
  vote voted voters wait wanna wants was wasn wasnt watch way we went were weren what whats when where which while
  white who whole whom whose why wish with within won wont words work works world worse worst would wouldn write wrong
  yall yeah year years yes yet you youd youll your youre yours
`;

const longestPacked = 6;
const apostrophe = 39;
const curlyApostrophe = 0x2019;
/** Below it no letter beyond ASCII. */
const firstForeign = 0xaa;

/** 1..26 for a letter of either case, else 0. */
const letters = new Uint8Array(128);
for (let i = 0; i < 26; i++) letters[97 + i] = letters[65 + i] = i + 1;

const letterOrMark = /[\p{L}\p{M}]/u;
/** Of code points once asked about: 1 for a letter or mark, 2 for none. */
const known = new Uint8Array(0x20000);

function isForeignLetter(code: number): boolean {
  if (code >= known.length) return letterOrMark.test(String.fromCodePoint(code));
  if (known[code] === 0) known[code] = letterOrMark.test(String.fromCodePoint(code)) ? 1 : 2;
  return known[code] === 1;
}

/** The known words, five bits a letter, hashed into a table: a Set costs three times as much. */
const slots = new Int32Array(2_048);
const slotOf = (packed: number): number => Math.imul(packed, 0x9e3779b1) >>> 21;

function isKnown(packed: number): boolean {
  for (let slot = slotOf(packed); slots[slot] !== 0; slot = (slot + 1) & 2_047) {
    if (slots[slot] === packed) return true;
  }
  return false;
}

for (const word of new Set(common.trim().split(/\s+/))) {
  let packed = 0;
  for (let i = 0; i < word.length; i++) packed = (packed << 5) | (letters[word.charCodeAt(i)] as number);
  let slot = slotOf(packed);
  while (slots[slot] !== 0) slot = (slot + 1) & 2_047;
  slots[slot] = packed;
}

/** A stretch of the text, UTF-16 units, half open. */
export interface Stretch {
  start: number;
  end: number;
}

export interface EnglishScan {
  words: number;
  /** Words that are English beyond doubt. */
  english: number;
  /** Stretches of words without one that are at least as long as was asked, and how many words they hold. */
  doubtful: Stretch[];
  doubtfulWords: number;
  /** From the first word to the last. */
  all: Stretch;
}

const isSpace = (code: number): boolean => code === 32 || (code >= 9 && code <= 13) || code === 0xa0;

const opensName = (text: string, at: number, code: number): boolean =>
  code === 64 ||
  code === 35 ||
  (code === 104 && (text.startsWith('http://', at) || text.startsWith('https://', at))) ||
  (code === 119 && text.startsWith('www.', at));

/** Where what begins at `at` ends, up to the next space. */
function endOfName(text: string, at: number): number {
  let end = at + 1;
  while (end < text.length && !isSpace(text.charCodeAt(end))) end++;
  return end;
}

function isLetterAt(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (code < 128) return letters[code] !== 0;
  if (!(code >= firstForeign)) return false;
  if (code < 0xd800 || code > 0xdfff) return isForeignLetter(code);
  // Either half of a letter beyond the basic plane counts as one, so that words need no look ahead.
  const start = code >= 0xdc00 && at > 0 ? at - 1 : at;
  return isForeignLetter(text.codePointAt(start) as number);
}

/** Where the last word read ended, and whether it was a known one. */
const read = { end: 0, english: false };

/** Reads the word that begins at `start`. Apostrophes inside it are passed over. */
function readWord(text: string, start: number): void {
  let packed = 0;
  let length = 0;
  let at = start;
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at);
    const letter = code < 128 ? (letters[code] as number) : 0;
    if (letter !== 0) {
      if (++length <= longestPacked) packed = (packed << 5) | letter;
      continue;
    }
    const joins = code === apostrophe || code === curlyApostrophe;
    if (!isLetterAt(text, joins ? at + 1 : at)) break;
    if (!joins) length = longestPacked + 1; // beyond ASCII there is no known word
  }
  read.end = at;
  read.english = length > 0 && length <= longestPacked && at - start <= longestPacked + 1 && isKnown(packed);
}

class Stretches {
  readonly scan: EnglishScan = { words: 0, english: 0, doubtful: [], doubtfulWords: 0, all: { start: 0, end: 0 } };
  #run = 0;
  #start = 0;
  #end = 0;

  constructor(private readonly longest: number) {}

  add(start: number, end: number, english: boolean): void {
    const { scan } = this;
    if (scan.words++ === 0) scan.all.start = start;
    scan.all.end = end;
    if (english) {
      scan.english++;
      this.close();
      return;
    }
    if (this.#run++ === 0) this.#start = start;
    this.#end = end;
  }

  close(): void {
    if (this.#run >= this.longest) {
      this.scan.doubtful.push({ start: this.#start, end: this.#end });
      this.scan.doubtfulWords += this.#run;
    }
    this.#run = 0;
  }
}

/**
 * Counts the words that can only be English. Addresses, mentions and hash tags are no words, nor is what has but one
 * unit. Linear in the text's length.
 */
export function scanForEnglish(text: string, longest: number): EnglishScan {
  const stretches = new Stretches(longest);
  let afterSpace = true;
  for (let at = 0; at < text.length; ) {
    const code = text.charCodeAt(at);
    if (afterSpace && opensName(text, at, code)) {
      at = endOfName(text, at);
    } else if (code < 128 ? letters[code] !== 0 : isLetterAt(text, at)) {
      readWord(text, at);
      if (read.end - at > 1) stretches.add(at, read.end, read.english);
      at = read.end;
      afterSpace = false;
    } else {
      afterSpace = isSpace(code);
      at++;
    }
  }
  stretches.close();
  return stretches.scan;
}

keepAlive(new Stretches(1));
