import type { Clause, ClauseKind, Demand, Span } from '@moderato/domain';
import { demandOf } from './demand.js';
import { type KindPattern, kindPatterns } from './kinds/index.js';
import { limitsIn } from './limits.js';
import { paramsOf } from './params.js';
import { addressesIn, urlsIn } from './report-addresses.js';
import { trim } from './sentences.js';

/** A clause before rules are bound to it and it is numbered. */
export type Statement = Pick<Clause, 'kind' | 'demand' | 'params'> & Span;

interface Topic extends Span {
  pattern: KindPattern;
}

/** What else makes the two sides of it statements of their own. */
const strongBreak = /[,;:()—–]|\s-\s|\.\.\.|…/gu;
const weakBreak = /\s(?:and|or|but|nor|while|although|though)\s|\//giu;
const leadingJoint = /^(?:[\s,;:.()—–\-/…]|(?:and|or|but|nor|while|although|though|also|plus)\s)+/iu;
const stops = new Set(' \t\r\n,;:.!?(—–-/…"”');
const trailingWord = /\s(?:and|or|but|nor)$/iu;
/** A quote longer than this is cut down to the part between commas that holds the topic. UTF-16 code units. */
const longQuote = 240;

/** How to speak and what to say: a phrase that allows one of these is about what is welcome. */
const forbidding = new Set<ClauseKind>([
  'personal_attack',
  'good_taste',
  'sexual',
  'hate',
  'harassment',
  'threat',
  'shouting',
  'trolling',
  'off_topic',
  'spam',
  'defamation',
  'misinformation',
]);

/** The statements of one sentence, one for each kind it speaks of; a sentence that speaks of none is `other`. */
export function statementsIn(source: string, sentence: Span): Statement[] {
  const text = source.slice(sentence.start, sentence.end);
  const topics = topicsIn(withoutAddresses(text));
  if (topics.length === 0) {
    const limits = limitsIn(text);
    return [{ ...quote(source, sentence), kind: 'other', demand: 'inform', params: { ...limits } }];
  }
  const phrases = phrasesOf(text, topics);
  const seen = new Set<ClauseKind>();
  return topics.flatMap(({ pattern, start, end }, i) => {
    if (seen.has(pattern.kind)) return [];
    const phrase = shorten(text, phrases[i] as Span, { start, end });
    const demand = demandOf(pattern.stance, pattern.kind, text.slice(phrase.start, phrase.end));
    const kind = kindOf(pattern.kind, demand);
    if (seen.has(kind)) return [];
    seen.add(kind);
    const span = quote(source, { start: sentence.start + phrase.start, end: sentence.start + phrase.end });
    return [{ ...span, kind, demand: strict(kind, demand, text), params: paramsOf(kind, text) }];
  });
}

const kindOf = (kind: ClauseKind, demand: Demand): ClauseKind =>
  demand === 'permit' && forbidding.has(kind) ? 'permitted' : kind;

/** "Up to three links are allowed" allows no fourth. */
const strict = (kind: ClauseKind, demand: Demand, text: string): Demand =>
  kind === 'links' && demand === 'permit' && limitsIn(text).maxLinks !== undefined ? 'require' : demand;

/** An address is no statement: "abuse@paper.com" forbids nothing. Same length, so that offsets stay. */
function withoutAddresses(text: string): string {
  let masked = '';
  for (const { start, end } of [...addressesIn(text), ...urlsIn(text)].sort((a, b) => a.start - b.start)) {
    if (start < masked.length) continue; // an address within a web address
    masked += text.slice(masked.length, start) + '_'.repeat(end - start);
  }
  return masked + text.slice(masked.length);
}

/** Topics in order, none overlapping another, neighbours of one kind joined. */
function topicsIn(text: string): Topic[] {
  const found: Topic[] = [];
  for (const pattern of kindPatterns) {
    // Not matchAll: it copies the pattern each time, which costs more than the search.
    for (let match = pattern.topic.exec(text); match; match = pattern.topic.exec(text)) {
      found.push({ pattern, start: match.index, end: match.index + match[0].length });
    }
  }
  found.sort((a, b) => a.start - b.start || b.end - a.end); // stable: the earlier pattern stays before its equal
  const kept: Topic[] = [];
  for (const topic of found) {
    const last = kept.at(-1);
    if (!last || topic.start >= last.end) kept.push(topic);
    else if (topic.end - topic.start > last.end - last.start) kept[kept.length - 1] = topic;
  }
  return kept.reduce<Topic[]>((joined, topic) => {
    const last = joined.at(-1);
    if (last && last.pattern.kind === topic.pattern.kind && last.pattern.stance === topic.pattern.stance)
      last.end = topic.end;
    else joined.push({ ...topic });
    return joined;
  }, []);
}

/** For each topic the stretch of the sentence that speaks of it: from joint to joint. Without a joint, both share it. */
function phrasesOf(text: string, topics: Topic[]): Span[] {
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

function shorten(text: string, phrase: Span, topic: Span): Span {
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
function quote(source: string, span: Span): Span {
  const text = source.slice(span.start, span.end);
  const left = leadingJoint.exec(text)?.[0].length ?? 0;
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
