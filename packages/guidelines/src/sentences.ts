import type { Span } from '@moderato/domain';

/** A bullet, a dash, `3.`, `3)`, `(c)`: what opens an item of a list. */
const listMarker = /^[ \t]*(?:[-*•◦‣▪·–—]|\(?(?:\d{1,3}|[a-z])[.)])[ \t]+/iu;
/** Hard-wrapped lines are at least this long; a shorter line that ends without a stop is a heading. */
const wrappedAt = 50;
const abbreviation = /(?:^|[\s(])(?:e\.g|i\.e|etc|mr|mrs|ms|dr|st|no|vs|inc|co|corp|u\.s|u\.k|a\.m|p\.m)\.\s*$/iu;

const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' });

/** The sentences of `source` in order, without list markers and outer white space. UTF-16, half open. */
export function sentencesOf(source: string): Span[] {
  return blocksOf(source).flatMap((block) => segment(source, block));
}

interface Block extends Span {
  lastLine: string;
  isItem: boolean;
}

/** Paragraphs and list items: lines, joined where one is only the next line of the one before. */
function blocksOf(source: string): Span[] {
  const blocks: Span[] = [];
  let open: Block | undefined;
  for (const match of source.matchAll(/[^\r\n\u2028\u2029]+/gu)) {
    const line = match[0];
    const marker = listMarker.exec(line)?.[0].length ?? 0;
    const gap = open ? source.slice(open.end, match.index) : '';
    const end = match.index + line.length;
    if (open && marker === 0 && isOneLineBreak(gap) && continues(open, line)) {
      open.end = end;
      open.lastLine = line;
    } else {
      if (open) blocks.push({ start: open.start, end: open.end });
      open = { start: match.index + marker, end, lastLine: line, isItem: marker > 0 };
    }
  }
  if (open) blocks.push({ start: open.start, end: open.end });
  return blocks;
}

const isOneLineBreak = (gap: string): boolean => gap.replace('\r\n', '\n').length === 1;

function continues({ lastLine, isItem }: Block, line: string): boolean {
  if (line.trim() === '' || lastLine.trim() === '') return false;
  if (/^\s*\p{Ll}/u.test(line)) return !/[.!?]\s*$/u.test(lastLine);
  if (isItem && !/^\s/u.test(line)) return false; // what stands below a list
  return lastLine.trimEnd().length >= wrappedAt;
}

function segment(source: string, block: Span): Span[] {
  // The segmenter takes a line break for the end of a sentence; a wrapped line is none. One for one, so offsets stay.
  const text = source.slice(block.start, block.end).replace(/\s/gu, ' ');
  const spans: Span[] = [];
  let joins = false;
  for (const { segment: piece, index } of segmenter.segment(text)) {
    const last = spans.at(-1);
    if (joins && last) last.end = block.start + index + piece.length;
    else spans.push({ start: block.start + index, end: block.start + index + piece.length });
    joins = abbreviation.test(piece.slice(-12));
  }
  return spans.map((span) => trim(source, span)).filter((span) => /\p{L}/u.test(source.slice(span.start, span.end)));
}

/** `span` without outer white space. */
export function trim(source: string, { start, end }: Span): Span {
  const text = source.slice(start, end);
  const left = text.length - text.trimStart().length;
  return { start: start + left, end: start + Math.max(left, text.trimEnd().length) };
}
