import type { Span } from '@moderato/domain';

/** A bullet, a dash, `3.`, `3)`, `6.1`, `(c)`, a Markdown heading or quote mark: what opens a block of its own. */
const listMarker =
  /^[ \t]*(?:>[ \t]*)?(?:(?:[-*+•◦‣▪●·–—✓✗✘]|\(?(?:\d{1,3}(?:\.\d{1,2}){0,2}|[a-z]|[ivx]{1,4})[.)]|\d{1,2}\.\d{1,2})[ \t]+|[•●▪]|[QA][.:][ \t]+)/iu;
const headingMarker = /^[ \t]*#{1,6}[ \t]+/u;
const quoteMarker = /^[ \t]*>[ \t]*/u;
/** Hard-wrapped lines are at least this long; a shorter line that ends without a stop stands alone. */
const wrappedAt = 50;
const abbreviation = /(?:^|[\s(])(?:e\.g|i\.e|etc|mr|mrs|ms|dr|st|no|vs|inc|co|corp|u\.s|u\.k|a\.m|p\.m)\.\s*$/iu;

/** UTF-16 code units. */
const longestPart = 20_000;
const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' });

/** A paragraph, an item of a list or a heading, without its marker. */
export interface Block extends Span {
  isItem: boolean;
  /** How its items are marked, with any number as 1 and any letter as a: an item of the outer list has another. */
  marker: string;
  /** Marked as a heading; a line that only looks like one is not. */
  isHeading: boolean;
  /** One line only. */
  isLine: boolean;
  /** An empty line stands before it. */
  isApart: boolean;
}

/** The sentences of `source` in order, without list markers and outer white space. UTF-16, half open. */
export function sentencesOf(source: string): Span[] {
  return blocksOf(source).flatMap((block) => sentencesIn(source, block));
}

interface OpenBlock extends Block {
  lastLine: string;
}

/** Paragraphs and list items: lines, joined where one is only the next line of the one before. */
export function blocksOf(source: string): Block[] {
  const blocks: OpenBlock[] = [];
  for (const match of source.matchAll(/[^\r\n\u2028\u2029]+/gu)) {
    const line = match[0];
    if (line.trim() === '') continue;
    const heading = headingMarker.exec(line)?.[0].length ?? 0;
    const item = heading ? 0 : (listMarker.exec(line)?.[0].length ?? 0);
    const marker = heading || item || (quoteMarker.exec(line)?.[0].length ?? 0);
    const open = blocks.at(-1);
    const gap = open ? source.slice(open.end, match.index) : '';
    const end = match.index + line.length;
    if (open && !heading && !item && isOneLineBreak(gap) && continues(open, line)) {
      Object.assign(open, { end, lastLine: line, isLine: false });
    } else {
      const isApart = !open || gap.replace(/\r\n/gu, '\n').length > 1;
      const sign = line.slice(0, item).trim().replace(/\d+/gu, '1').replace(/[a-z]/giu, 'a');
      const flags = { isItem: item > 0, marker: sign, isHeading: heading > 0, isLine: true, isApart };
      blocks.push({ start: match.index + marker, end, lastLine: line, ...flags });
    }
  }
  return blocks.map(({ lastLine: _, ...block }) => ({ ...block, ...trim(source, block) }));
}

const isOneLineBreak = (gap: string): boolean => gap.replace('\r\n', '\n').length === 1;

function continues({ lastLine, isItem, isHeading }: OpenBlock, line: string): boolean {
  if (isHeading) return false;
  if (/^\s*\p{Ll}/u.test(line)) return !/[.!?:;]\s*$/u.test(lastLine);
  if (isItem && !/^\s/u.test(line)) return false; // what stands below a list
  return lastLine.trimEnd().length >= wrappedAt;
}

export function sentencesIn(source: string, block: Span): Span[] {
  // The segmenter takes a line break for the end of a sentence; a wrapped line is none. One for one, so offsets stay.
  const text = source.slice(block.start, block.end).replace(/\s/gu, ' ');
  const spans: Span[] = [];
  let joins = false;
  for (const { piece, index } of piecesOf(text)) {
    const last = spans.at(-1);
    if (joins && last) last.end = block.start + index + piece.length;
    else spans.push({ start: block.start + index, end: block.start + index + piece.length });
    joins = abbreviation.test(piece.slice(-12));
  }
  return spans.map((span) => trim(source, span)).filter((span) => /\p{L}/u.test(source.slice(span.start, span.end)));
}

/** What the segmenter finds. A paragraph longer than any is handed to it in parts, for it slows down. */
function* piecesOf(text: string): Generator<{ piece: string; index: number }> {
  for (let from = 0; from < text.length; ) {
    const part = text.slice(from, from + longestPart);
    const length = from + part.length === text.length ? part.length : lengthOfWhole(part);
    for (const { segment: piece, index } of segmenter.segment(part.slice(0, length)))
      yield { piece, index: from + index };
    from += length;
  }
}

/** As far as the last sentence of `part` that is whole, else the last word. */
function lengthOfWhole(part: string): number {
  const stop = part.lastIndexOf('. ');
  const space = part.lastIndexOf(' ');
  if (stop >= 0) return stop + 2;
  if (space >= 0) return space + 1;
  return /[\uD800-\uDBFF]$/.test(part) ? part.length - 1 : part.length;
}

/** `span` without outer white space. */
export function trim(source: string, { start, end }: Span): Span {
  const text = source.slice(start, end);
  const left = text.length - text.trimStart().length;
  return { start: start + left, end: start + Math.max(left, text.trimEnd().length) };
}
