import type { Span } from '@moderato/domain';
import { type KindPattern, kindPatterns, patternsAt, prefixLength } from './kinds/index.js';
import { addressesIn, asksForContact, urlsIn } from './report-addresses.js';
import { aboutTheComment } from './topic-context.js';

/** Words of a sentence that tell a kind. Offsets into the sentence. */
export interface Topic extends Span {
  pattern: KindPattern;
}

/** Topics in order, none overlapping another, neighbours of one kind joined. */
export function topicsIn(sentence: string): Topic[] {
  const text = withoutAddresses(sentence);
  const kept: Topic[] = [];
  // Stable: the earlier pattern stays before its equal.
  for (const topic of found(text).sort((a, b) => a.start - b.start || b.end - a.end)) {
    const last = kept.at(-1);
    if (!last || topic.start >= last.end) kept.push(topic);
    else if (topic.end - topic.start > last.end - last.start) kept[kept.length - 1] = topic;
  }
  return joined(withContact(sentence, aboutTheComment(text, kept)));
}

const reporting = kindPatterns.find(({ kind }) => kind === 'report_channel') as KindPattern;

/** An address to write to about comments is a way to report, whatever words lead up to it. */
function withContact(sentence: string, topics: Topic[]): Topic[] {
  const named = topics.some(({ pattern: { kind } }) => kind === 'report_channel' || kind === 'appeal');
  const address = named || !asksForContact(sentence) ? undefined : addressesIn(sentence)[0];
  if (!address) return topics;
  const others = topics.filter(({ pattern: { kind }, start }) => kind !== 'moderation_talk' && start < address.start);
  return [...others, { pattern: reporting, start: address.start, end: address.end }];
}

function found(text: string): Topic[] {
  const topics: Topic[] = [];
  for (const { index } of text.matchAll(/(?<![\w'-])[\w']/gu)) {
    for (const pattern of patternsAt(text.slice(index, index + prefixLength))) {
      pattern.topic.lastIndex = index;
      const match = pattern.topic.exec(text);
      if (match && match[0] !== '') topics.push({ pattern, start: index, end: index + match[0].length });
    }
  }
  return topics;
}

function joined(topics: Topic[]): Topic[] {
  const all: Topic[] = [];
  for (const topic of topics) {
    const last = all.at(-1);
    if (last && last.pattern.kind === topic.pattern.kind && last.pattern.stance === topic.pattern.stance)
      last.end = topic.end;
    else all.push({ ...topic });
  }
  return all;
}

/** An address is no statement: "abuse@paper.com" forbids nothing. Same length, so that offsets stay. */
export function withoutAddresses(text: string): string {
  let masked = '';
  for (const { start, end } of [...addressesIn(text), ...urlsIn(text)].sort((a, b) => a.start - b.start)) {
    if (start < masked.length) continue; // an address within a web address
    masked += text.slice(masked.length, start) + '_'.repeat(end - start);
  }
  return masked + text.slice(masked.length);
}
