import type { Span } from '@moderato/domain';

/** Beyond so many, neighbours share a span: each is judged by itself. */
export const mostSpans = 200;

const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' });

/**
 * The sentences of `text` without the white space around them, sorted and apart; where there are none, the whole.
 * UTF-16 units, half open; no surrogate pair is split.
 */
export function sentenceSpans(text: string): Span[] {
  const spans: Span[] = [];
  for (const { segment, index } of segmenter.segment(text)) {
    const trimmed = segment.trim();
    if (trimmed === '') continue;
    const start = index + segment.length - segment.trimStart().length;
    spans.push({ start, end: start + trimmed.length });
  }
  if (spans.length === 0) return [{ start: 0, end: text.length }];
  return spans.length > mostSpans ? joined(spans) : spans;
}

function joined(spans: readonly Span[]): Span[] {
  const each = Math.ceil(spans.length / mostSpans);
  const groups: Span[] = [];
  for (let i = 0; i < spans.length; i += each) {
    const last = spans[Math.min(i + each, spans.length) - 1] as Span;
    groups.push({ start: (spans[i] as Span).start, end: last.end });
  }
  return groups;
}
