import type { RuleId, Severity, Span, Target } from '@moderato/domain';
import type { Item } from './item.js';
import type { RawFinding } from './rule.js';
import type { Said } from './sayings.js';

const mostSpans = 20;

interface Found {
  severity: Severity;
  /** 0..1. */
  confidence: number;
  explanation: string;
  spans?: Span[];
  target?: Target;
}

/** A finding that raises no score. */
export const found = (rule: RuleId, { spans = [], target = 'none', ...rest }: Found): RawFinding => ({
  rule,
  ...rest,
  target,
  spans: apart(spans).slice(0, mostSpans),
  raises: {},
});

/** Sorted; what touches or overlaps is one. */
function apart(spans: Span[]): Span[] {
  if (spans.length < 2) return spans;
  const out: Span[] = [];
  for (const span of spans.toSorted((a, b) => a.start - b.start || a.end - b.end)) {
    const before = out.at(-1);
    if (before !== undefined && span.start <= before.end) before.end = Math.max(before.end, span.end);
    else out.push({ ...span });
  }
  return out;
}

/** The strongest of what was said, and `more` for each further one, up to `most`. */
export const together = (said: readonly Said[], more: number, most: number): number => {
  let strongest = 0;
  for (const { confidence } of said) strongest = Math.max(strongest, confidence);
  return Math.min(most, strongest + more * (Math.min(said.length, 4) - 1));
};

/** Where it was said, in the original. */
export const spansOf = (item: Item, said: readonly { first: number; last: number }[]): Span[] =>
  said.slice(0, mostSpans).map(({ first, last }) => item.spanOf(first, last));
