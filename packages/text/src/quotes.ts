import type { Span } from '@moderato/domain';

const anySign = /["“«>‘']/;
const quotedLine = /^[ \t]*>.*$/gm;
const pairs: [open: string, close: string][] = [
  ['“', '”'],
  ['«', '»'],
];
/** Quotation marks that open and close alike: they must hug their words, on one line. */
const straight = /(?<![\p{L}\p{N}"])"(?=\S)([^"\n]{1,1000}?)(?<=\S)"(?![\p{L}\p{N}"])/gu;
const doubled = /(?<![\p{L}\p{N}'])''(?=[^\s'])((?:(?!'')[^\n]){1,1000}?)(?<=[^\s'])''(?!')/gu;
/** A single mark may be an apostrophe: only up to five words between two of them are a quotation. */
const single =
  /(?<![\p{L}\p{N}'])['‘](?=[\p{L}\p{N}])((?:[\p{L}\p{N}]|-)+(?: (?:[\p{L}\p{N}]|-)+){0,4})[.,!?]?['’](?![\p{L}\p{N}'])/uy;

/** Spans (of `text`, half open, sorted, apart) that somebody else is made to say. An unclosed quotation is none. */
export function quotedSpans(text: string): Span[] {
  if (!anySign.test(text)) return [];
  const found: Span[] = [];
  const take = (pattern: RegExp): void => {
    for (const { index, 0: all } of text.matchAll(pattern)) found.push({ start: index, end: index + all.length });
  };
  if (text.includes('>')) take(quotedLine);
  for (const [open, close] of pairs) if (text.includes(open)) found.push(...between(text, open, close));
  if (text.includes('"')) take(straight);
  if (text.includes("''")) take(doubled);
  if (text.includes("'") || text.includes('‘')) takeSingle(text, found);
  return apart(found);
}

const isLetter = (code: number): boolean => (code | 32) >= 97 && (code | 32) <= 122;

/** Most single marks are apostrophes, and end where the letter before them is seen. */
function takeSingle(text: string, found: Span[]): void {
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if ((code !== 39 && code !== 0x2018) || (at > 0 && isLetter(text.charCodeAt(at - 1)))) continue;
    single.lastIndex = at;
    if (!single.test(text)) continue;
    found.push({ start: at, end: single.lastIndex });
    at = single.lastIndex - 1;
  }
}

function between(text: string, open: string, close: string): Span[] {
  const spans: Span[] = [];
  for (let start = text.indexOf(open); start >= 0; ) {
    const end = text.indexOf(close, start + 1);
    if (end < 0) break;
    spans.push({ start, end: end + 1 });
    start = text.indexOf(open, end + 1);
  }
  return spans;
}

function apart(spans: Span[]): Span[] {
  if (spans.length < 2) return spans;
  const out: Span[] = [];
  for (const span of spans.toSorted((a, b) => a.start - b.start || a.end - b.end)) {
    const last = out.at(-1);
    if (last !== undefined && span.start < last.end) last.end = Math.max(last.end, span.end);
    else out.push({ ...span });
  }
  return out;
}
