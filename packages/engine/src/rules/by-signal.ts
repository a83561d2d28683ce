import type { Signals } from '@moderato/civility';
import type { RuleId, Severity, Span, Target } from '@moderato/domain';
import { addressOf } from '../address.js';
import { insultsIn } from '../insults.js';
import type { Item } from '../item.js';
import type { RawFinding } from '../rule.js';

interface Reading {
  rule: RuleId;
  /** The signal that it looks at. */
  of: string;
  target: Target | 'addressed';
  explanation: string;
  /** From this on the finding is severe. */
  severeFrom: { signal: string; at: number };
  /** What one's own insults of things and ideas excuse. */
  excusable: boolean;
}

/** In the order of the rules by words that enforce the same clauses. */
const readings: readonly Reading[] = [
  {
    rule: 'threat',
    of: 'THREAT',
    target: 'none',
    explanation: 'Reads as a threat or as wishing somebody harm.',
    severeFrom: { signal: 'THREAT', at: 0.8 },
    excusable: false,
  },
  {
    rule: 'hate',
    of: 'HATE',
    target: 'group',
    explanation: 'Reads as an attack on people for what they are.',
    severeFrom: { signal: 'IDENTITY_ATTACK', at: 0.6 },
    excusable: false,
  },
  {
    rule: 'personal-attack',
    of: 'ATTACK_ON_COMMENTER',
    target: 'commenter',
    explanation: 'Reads as an attack on another commenter.',
    severeFrom: { signal: 'SEVERE_TOXICITY', at: 0.4 },
    excusable: true,
  },
  {
    rule: 'civility',
    of: 'VIOLATION',
    target: 'addressed',
    explanation: 'Reads as rude or insulting to most readers.',
    severeFrom: { signal: 'SEVERE_TOXICITY', at: 0.4 },
    excusable: true,
  },
  {
    rule: 'good-taste',
    of: 'PROFANITY',
    target: 'none',
    explanation: 'Reads as obscene or vulgar.',
    severeFrom: { signal: 'SEXUALLY_EXPLICIT', at: 0.6 },
    excusable: false,
  },
  {
    rule: 'good-taste',
    of: 'SEXUALLY_EXPLICIT',
    target: 'none',
    explanation: 'Reads as sexually explicit.',
    severeFrom: { signal: 'SEXUALLY_EXPLICIT', at: 0.8 },
    excusable: false,
  },
  {
    rule: 'sexual',
    of: 'SEXUALLY_EXPLICIT',
    target: 'none',
    explanation: 'Reads as sexually explicit.',
    severeFrom: { signal: 'SEXUALLY_EXPLICIT', at: 0.8 },
    excusable: false,
  },
];

/** A signal below this is no evidence, whatever a site's threshold. */
const leastConfidence = 0.2;
const excuse = 0.5;

/** Every insult is denied, of oneself, or aimed at a thing or an idea: what sounds rude attacks nobody. */
function isExcused(item: Item): boolean {
  const insulting = item.offensive.some((index) => item.words[index]?.entry?.insult !== undefined);
  return insulting && insultsIn(item).every(({ aim }) => aim.manner === 'thing');
}

const joinedSpans = (words: Signals['words'], text: string): Span[] => {
  const spans: Span[] = [];
  for (const { start, end, weight } of words) {
    if (weight < 0.5) continue;
    const before = spans.at(-1);
    if (before !== undefined && /^\s?$/.test(text.slice(before.end, start))) before.end = end;
    else spans.push({ start, end });
  }
  return spans;
};

/**
 * What the trained model measures, as evidence for the clauses that the rules by words enforce too; where a rule has
 * found as much by words, which explain themselves better, it is left out.
 */
export function findingsBySignal(item: Item, signals: Signals, byWords: readonly RawFinding[]): RawFinding[] {
  const found: RawFinding[] = [];
  let excused: boolean | undefined;
  let spans: Span[] | undefined;
  for (const { rule, of, target, explanation, severeFrom, excusable } of readings) {
    let confidence = signals.scores[of] ?? 0;
    if (confidence < leastConfidence) continue;
    if (excusable) {
      excused ??= isExcused(item);
      if (excused) confidence *= excuse;
    }
    if (byWords.some((one) => one.rule === rule && one.confidence >= confidence)) continue;
    const severe = (signals.scores[severeFrom.signal] ?? 0) >= severeFrom.at;
    const severity: Severity = severe ? 'severe' : 'moderate';
    spans ??= joinedSpans(signals.words, item.original);
    const aimed = target === 'addressed' ? addressOf(item).dominant : target;
    found.push({
      rule,
      severity,
      confidence,
      target: aimed,
      spans,
      explanation,
      raises: {},
    });
  }
  return found;
}
