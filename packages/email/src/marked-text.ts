import type { Span } from '@moderato/domain';
import { escapeUnlinked } from './escape-html.js';
import { cut } from './mail.js';

const longest = 6_000;

/** Spans within `text`, in order, those that touch or overlap made one. */
export function mergeSpans(spans: Span[], textLength: number): Span[] {
  const merged: Span[] = [];
  const usable = spans
    .map(({ start, end }) => ({ start: Math.max(0, start), end: Math.min(end, textLength) }))
    .filter(({ start, end }) => start < end)
    .toSorted((a, b) => a.start - b.start);
  for (const span of usable) {
    const last = merged.at(-1);
    if (last && span.start <= last.end) last.end = Math.max(last.end, span.end);
    else merged.push({ ...span });
  }
  return merged;
}

/** Cut where the reader of a mail has seen enough; the console has the rest. */
export const shorten = (text: string): string => (text.length <= longest ? text : `${cut(text, longest)} […]`);

/** The comment in HTML: escaped, its addresses no links, the marked words in <mark>, its lines kept. */
export function markedHtml(text: string, spans: Span[]): string {
  const shown = shorten(text);
  let html = '';
  let from = 0;
  for (const { start, end } of mergeSpans(spans, Math.min(shown.length, longest))) {
    html += escapeUnlinked(shown.slice(from, start));
    html += `<mark class="mark" style="background:#ffe08a;color:#1f1a00">${escapeUnlinked(shown.slice(start, end))}</mark>`;
    from = end;
  }
  return (html + escapeUnlinked(shown.slice(from))).replace(/\r\n?|\n/g, '<br>\n');
}

/** The comment as quoted lines of plain text. */
export const quotedText = (text: string): string =>
  shorten(text)
    .split(/\r\n?|\n/)
    .map((line) => `> ${line}`)
    .join('\n');

/** The marked words, each once, as the comment has them. */
export function markedWords(text: string, spans: Span[]): string[] {
  const words = mergeSpans(spans, text.length).map(({ start, end }) =>
    text.slice(start, end).replace(/\s+/g, ' ').trim(),
  );
  return [...new Set(words.filter((word) => word !== ''))].slice(0, 20);
}
