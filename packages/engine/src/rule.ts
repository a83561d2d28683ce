import type { Attribute, Check, RuleId, Severity, Span, Target } from '@moderato/domain';
import type { Item } from './item.js';

/** What a rule found before any clause is asked: evidence of one kind against one target. */
export interface RawFinding {
  rule: RuleId;
  severity: Severity;
  /** 0..1. */
  confidence: number;
  target: Target;
  /** Into the original, sorted, apart. */
  spans: Span[];
  /** Fixed wording: it outlives the comment's text, so it never quotes it. */
  explanation: string;
  /** The scores that this raises, as shares of `confidence`. */
  raises: Partial<Record<Attribute, number>>;
}

/**
 * Parts of a submission that cost a look-up: the author's name; whether they are staff; what the site's form told
 * (`hasEmail`, `missingFields`) and whether the terms were accepted; the story's summary; `context.earlier`; `context.commenters`.
 */
export type ContextPart = 'name' | 'staff' | 'form' | 'terms' | 'summary' | 'earlier' | 'commenters';

export interface Rule {
  id: RuleId;
  /** What it reads of these; left out: none. */
  reads?: readonly ContextPart[];
  /** It raises no score, so that it is asked only where a clause can rest on what it finds. */
  onlyWhereAsked?: true;
  evaluate(item: Item, check: Pick<Check, 'params'>): RawFinding[];
}

export type Evidence = Omit<RawFinding, 'spans' | 'rule'> & { first: number; last: number };

const graver: Record<Severity, number> = { mild: 0, moderate: 1, severe: 2 };
/** More than a moderator can look at; the record need not hold the rest. */
const mostSpans = 50;

/** One finding for each explanation and target: the strongest confidence, the gravest severity, all the words. */
export function findingsOf(rule: RuleId, item: Item, evidence: readonly Evidence[]): RawFinding[] {
  const found = new Map<string, RawFinding & { words: [number, number][] }>();
  for (const { first, last, ...piece } of evidence) {
    const key = `${piece.target} ${piece.explanation}`;
    const known = found.get(key);
    if (known === undefined) {
      found.set(key, { rule, ...piece, raises: { ...piece.raises }, spans: [], words: [[first, last]] });
      continue;
    }
    known.words.push([first, last]);
    known.confidence = Math.max(known.confidence, piece.confidence);
    if (graver[piece.severity] > graver[known.severity]) known.severity = piece.severity;
    for (const [attribute, share] of Object.entries(piece.raises) as [Attribute, number][]) {
      known.raises[attribute] = Math.max(known.raises[attribute] ?? 0, share);
    }
  }
  return [...found.values()].map(({ words, ...finding }) => ({ ...finding, spans: spansOf(item, words) }));
}

/** Words that touch or overlap make one span. */
function spansOf(item: Item, ranges: [number, number][]): Span[] {
  const joined: [number, number][] = [];
  for (const [first, last] of ranges.toSorted((a, b) => a[0] - b[0] || a[1] - b[1])) {
    const before = joined.at(-1);
    const touches =
      before !== undefined && (first <= before[1] || (first === before[1] + 1 && item.words[first]?.gap === 0));
    if (touches) before[1] = Math.max(before[1], last);
    else joined.push([first, last]);
  }
  return joined.slice(0, mostSpans).map(([first, last]) => item.spanOf(first, last));
}

/** A number that a clause or a site's tuning may set. */
export const numberParam = (params: Check['params'], name: string, otherwise: number): number => {
  const value = params[name];
  return typeof value === 'number' && Number.isFinite(value) ? value : otherwise;
};
