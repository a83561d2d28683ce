import type { Signals } from '@moderato/civility';
import type { RuleId, Severity, Span, Target } from '@moderato/domain';
import { addressOf } from '../address.js';
import { attacksNobody, isOnlyTold } from '../excuses.js';
import type { Item } from '../item.js';
import type { RawFinding } from '../rule.js';
import { speaksUp } from './hate.js';

type Excuse = 'kind' | 'of nobody' | 'told';
/** Readers who find rude what is said of ideas do not find rude what is only told. */
const othersWords: readonly Excuse[] = ['kind', 'told'];
const everything: readonly Excuse[] = ['kind', 'of nobody', 'told'];

interface Reading {
  rule: RuleId;
  /** The signal that it looks at. */
  of: string;
  target: Target | 'addressed';
  explanation: string;
  /** From this on the finding is severe. */
  severeFrom: { signal: string; at: number };
  excusedBy: readonly Excuse[];
}

/** In the order of the rules by words that enforce the same clauses. */
const readings: readonly Reading[] = [
  {
    rule: 'threat',
    of: 'THREAT',
    target: 'none',
    explanation: 'Reads as a threat or as wishing somebody harm.',
    severeFrom: { signal: 'THREAT', at: 0.8 },
    excusedBy: [],
  },
  {
    rule: 'hate',
    of: 'HATE',
    target: 'group',
    explanation: 'Reads as an attack on people for what they are.',
    severeFrom: { signal: 'IDENTITY_ATTACK', at: 0.6 },
    excusedBy: othersWords,
  },
  {
    rule: 'personal-attack',
    of: 'ATTACK_ON_COMMENTER',
    target: 'commenter',
    explanation: 'Reads as an attack on another commenter.',
    severeFrom: { signal: 'SEVERE_TOXICITY', at: 0.4 },
    excusedBy: everything,
  },
  {
    rule: 'civility',
    of: 'VIOLATION',
    target: 'addressed',
    explanation: 'Reads as rude or insulting to most readers.',
    severeFrom: { signal: 'SEVERE_TOXICITY', at: 0.4 },
    excusedBy: everything,
  },
  {
    rule: 'good-taste',
    of: 'PROFANITY',
    target: 'none',
    explanation: 'Reads as obscene or vulgar.',
    severeFrom: { signal: 'SEXUALLY_EXPLICIT', at: 0.6 },
    excusedBy: ['told'],
  },
  {
    rule: 'good-taste',
    of: 'SEXUALLY_EXPLICIT',
    target: 'none',
    explanation: 'Reads as sexually explicit.',
    severeFrom: { signal: 'SEXUALLY_EXPLICIT', at: 0.8 },
    excusedBy: [],
  },
  {
    rule: 'sexual',
    of: 'SEXUALLY_EXPLICIT',
    target: 'none',
    explanation: 'Reads as sexually explicit.',
    severeFrom: { signal: 'SEXUALLY_EXPLICIT', at: 0.8 },
    excusedBy: [],
  },
];

/** A signal below this is no evidence, whatever a site's threshold. */
const leastConfidence = 0.2;
/** What is left of the model's word where the sentence's build excuses what sounds rude. */
const excused = 0.35;
/** Readers find rude much of what is only quoted or told, though nobody should be stopped for it. */
const doubted = 0.6;

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

export interface SignalReading {
  found: RawFinding[];
  /** 0..1, that a moderator would find a violation, by the sound of it and what excuses that; null where nothing was read. */
  violation: number | null;
}

/** Each asked once, and only where something sounds bad enough. */
function excusesOf(item: Item, signals: Signals): (by: readonly Excuse[]) => boolean {
  const asked = new Map<Excuse, boolean>();
  const answers: Record<Excuse, () => boolean> = {
    kind: () => speaksUp(item),
    'of nobody': () => attacksNobody(item),
    told: () => isOnlyTold(item, signals),
  };
  return (by) =>
    by.some((excuse) => {
      const known = asked.get(excuse) ?? answers[excuse]();
      asked.set(excuse, known);
      return known;
    });
}

/**
 * What the trained model measures, as evidence for the clauses that the rules by words enforce too; where a rule has
 * found as much by words, which explain themselves better, it is left out. `signals`: of the author's own words; `whole`: of all.
 */
export function readSignals(
  item: Item,
  signals: Signals,
  byWords: readonly RawFinding[],
  whole: Signals = signals,
): SignalReading {
  const found: RawFinding[] = [];
  const isExcused = excusesOf(item, signals);
  let spans: Span[] | undefined;
  for (const { rule, of, target, explanation, severeFrom, excusedBy } of readings) {
    let confidence = signals.scores[of] ?? 0;
    // Kind sentences about groups are built like unkind ones; they do not sound rude.
    if (of === 'HATE') confidence = Math.min(confidence, signals.scores.TOXICITY ?? 0);
    if (confidence < leastConfidence) continue;
    if (isExcused(excusedBy)) confidence *= excused;
    if (byWords.some((one) => one.rule === rule && one.confidence >= confidence)) continue;
    const severe = (signals.scores[severeFrom.signal] ?? 0) >= severeFrom.at;
    const severity: Severity = severe ? 'severe' : 'moderate';
    spans ??= joinedSpans(signals.words, item.original);
    const aimed = target === 'addressed' ? addressOf(item).dominant : target;
    found.push({ rule, severity, confidence, target: aimed, spans, explanation, raises: {} });
  }
  const violation = ((signals.scores.VIOLATION ?? 0) + (whole.scores.VIOLATION ?? 0)) / 2;
  return { found, violation: violation >= leastConfidence && isExcused(othersWords) ? violation * doubted : violation };
}
