import type { Span } from '@moderato/domain';
import { trim } from './sentences.js';

/** What else makes the two sides of it statements of their own. */
const strongBreak = /[,;:()—–]|\s-\s|\.\.\.|…|\.\s/gu;
const weakBreak = /\s(?:and|or|but|nor|while|although|though)\s|\//giu;
const leadingJoint = /^(?:[\s,;:.()—–\-/…]|(?:and|or|but|nor|while|although|though|also|plus)\s)+/iu;
const enumerator = /^(?:[a-z\d]|[ivx]{1,4})\)\s*/iu;
const stops = new Set(' \t\r\n,;:.!?(—–-/…"”');
const trailingWord = /\s(?:and|or|but|nor)$/iu;
/** A quote longer than this is cut down to the part between commas that holds the topic. UTF-16 code units. */
const longQuote = 240;

/** For each topic the stretch of the sentence that speaks of it: from joint to joint. Without a joint, both share it. */
export function phrasesOf(text: string, topics: Span[]): Span[] {
  const phrases: Span[] = [];
  let open = 0;
  let start = 0;
  const close = (end: number): void => {
    for (; open > 0; open--) phrases.push({ start, end });
    start = end;
  };
  for (const [i, topic] of topics.entries()) {
    const before = topics[i - 1];
    const joint = before && lastJoint(text, before.end, topic.start);
    if (joint !== undefined) close(joint);
    open++;
  }
  close(text.length);
  return phrases;
}

/** Where the phrase of the later topic begins, between the end of one topic and the start of the next. */
function lastJoint(text: string, from: number, to: number): number | undefined {
  const between = text.slice(from, to);
  const joint = [...between.matchAll(strongBreak)].at(-1) ?? [...between.matchAll(weakBreak)].at(-1);
  return joint && from + joint.index;
}

export function shorten(text: string, phrase: Span, topic: Span): Span {
  if (phrase.end - phrase.start <= longQuote) return phrase;
  const from = Math.max(phrase.start, topic.start - longQuote);
  const to = Math.min(phrase.end, topic.end + longQuote);
  const before = text.slice(from, topic.start);
  const after = text.slice(topic.end, to);
  const left = [...before.matchAll(strongBreak)].at(-1)?.index ?? (from === phrase.start ? 0 : before.search(/\s|$/u));
  const right =
    [...after.matchAll(strongBreak)][0]?.index ??
    (to === phrase.end ? after.length : Math.max(0, after.lastIndexOf(' ')));
  return { start: from + left, end: topic.end + right };
}

/** `span` without joints and stops at its ends; the whole where nothing else is in it. */
export function quote(source: string, span: Span): Span {
  const text = source.slice(span.start, span.end);
  const joint = leadingJoint.exec(text)?.[0].length ?? 0;
  const left = joint + (enumerator.exec(text.slice(joint, joint + 6))?.[0].length ?? 0);
  const inner = { start: span.start + left, end: span.start + endOfWords(text) };
  return trim(source, /\p{L}/u.test(source.slice(inner.start, inner.end)) ? inner : span);
}

/** Where `text` ends without the joints and stops behind it. Walks back, for a pattern bound to the end is quadratic. */
function endOfWords(text: string): number {
  let end = text.length;
  for (;;) {
    while (end > 0 && stops.has(text.charAt(end - 1))) end--;
    const word = trailingWord.exec(text.slice(Math.max(0, end - 4), end))?.[0];
    if (!word) return end;
    end -= word.length;
  }
}
