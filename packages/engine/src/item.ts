import type { Span, Submission, Target } from '@moderato/domain';
import { type Link, links, type NormalisedText, normalise, originalSpan, quotedSpans } from '@moderato/text';
import { role } from './lexicon/grammar.js';
import { notable, notesOf } from './lexicon/lexicon.js';
import { Names } from './names.js';
import { type Found, findPhrases } from './phrases.js';
import { gap, type Word, wordsOf } from './words.js';

/** A revision made ready: the only thing that rules look at. */
export interface Item {
  readonly submission: Submission;
  /** What of the body is judged; `tooLong` where that is not all. */
  readonly original: string;
  readonly tooLong: boolean;
  readonly text: NormalisedText;
  readonly words: readonly Word[];
  /** The plain view without what it quotes. */
  readonly ownWords: string;
  /** Whether what stands there in the original is somebody else's word. */
  isQuoted(at: number): boolean;
  /** Spans of the original. */
  readonly links: readonly Link[];
  /** Indices into `words` of the author's own words that offend in some sense. */
  readonly offensive: readonly number[];
  /** The author's own phrases that some rule looks for. */
  readonly phrases: Found;
  /** Indices of the author's own words that may name a group of people. */
  readonly groups: readonly number[];
  /** Who the word at this index names, where it is one that the submission told of. */
  personAt(index: number): Target | undefined;
  /** Where the words `[first, last]` stand in the original. */
  spanOf(first: number, last: number): Span;
}

/** UTF-16 code units that are judged. */
export const longestText = 65_536;

function bounded(body: string): string {
  if (body.length <= longestText) return body;
  const last = body.charCodeAt(longestText - 1);
  return body.slice(0, last >= 0xd800 && last <= 0xdbff ? longestText - 1 : longestText);
}

/** In "you are a 'moron'" the marks are no quotation: up to three quoted words that "you" leads to are the author's. */
function unquoteScares(words: Word[]): void {
  for (let first = 0; first < words.length; first++) {
    if (!words[first]?.quoted || words[first - 1]?.quoted) continue;
    let last = first;
    while (words[last + 1]?.quoted) last++;
    let before = first - 1;
    while (((words[before]?.roles ?? 0) & (role.copula | role.determiner | role.adverb)) !== 0) before--;
    const you = ((words[before]?.roles ?? 0) & role.you) !== 0 && (words[first]?.gap ?? 0) < gap.clause;
    if (you && last - first < 3) for (let i = first; i <= last; i++) (words[i] as Word).quoted = false;
    first = last;
  }
}

/** A comment that is one quotation from end to end is the author's voice after all. */
function markQuoted(words: Word[], text: NormalisedText, quotes: readonly Span[]): boolean {
  let next = 0;
  let own = 0;
  for (const word of words) {
    const { start } = originalSpan(text.folded, word.start, word.end);
    while (next < quotes.length && (quotes[next] as Span).end <= start) next++;
    word.quoted = next < quotes.length && (quotes[next] as Span).start <= start;
    if (!word.quoted) own++;
  }
  unquoteScares(words);
  if (own === 0) for (const word of words) word.quoted = false;
  return own > 0;
}

function isQuotedAt(words: readonly Word[], text: NormalisedText, at: number): boolean {
  let [low, high] = [0, words.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const { start, end } = words[middle] as Word;
    if (originalSpan(text.folded, start, end).end <= at) low = middle + 1;
    else high = middle;
  }
  return words[low]?.quoted === true;
}

function without(text: string, spans: readonly Span[]): string {
  let out = '';
  let from = 0;
  for (const { start, end } of spans) {
    out += `${text.slice(from, start)} `;
    from = end;
  }
  return out + text.slice(from);
}

/** Never throws, whatever the body holds; linear in its length. */
export function prepare(submission: Submission): Item {
  const original = bounded(submission.body);
  const text = normalise(original);
  const words = wordsOf(text.folded);
  const quotes = quotedSpans(text.plain.text);
  const own =
    quotes.length > 0 &&
    markQuoted(
      words,
      text,
      quotes.map(({ start, end }) => originalSpan(text.plain, start, end)),
    );
  const names = new Names(submission, text);
  const offensive: number[] = [];
  const openers: number[] = [];
  const groups: number[] = [];
  for (let i = 0; i < words.length; i++) {
    const { number, quoted } = words[i] as Word;
    const notes = notesOf(number);
    if (notes === 0 || quoted) continue;
    if (notes & notable.opens) openers.push(i);
    if (notes & notable.offends) offensive.push(i);
    if (notes & notable.group) groups.push(i);
  }
  const isName = (word: Word): boolean => names.has(word);
  return {
    submission,
    original,
    tooLong: original.length < submission.body.length,
    text,
    words,
    ownWords: own ? without(text.plain.text, quotes) : text.plain.text,
    isQuoted: (at) => own && isQuotedAt(words, text, at),
    links: links(original),
    offensive,
    phrases: findPhrases(words, openers, isName),
    groups,
    personAt: (index) => names.at(words, index),
    spanOf: (first, last) => originalSpan(text.folded, (words[first] as Word).start, (words[last] as Word).end),
  };
}
