import type { Signals } from '@moderato/civility';
import type { RuleId, Severity, Span, Target } from '@moderato/domain';
import { addressOf } from '../address.js';
import { type InsultHit, insultsIn } from '../insults.js';
import type { Item } from '../item.js';
import { role } from '../lexicon/grammar.js';
import { isCapital } from '../proper-names.js';
import type { RawFinding } from '../rule.js';
import { gap } from '../words.js';
import { speaksUp } from './hate.js';

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

/** From here on a noun is said of people and hardly of things: "idiot", unlike "disgrace". */
const ofPeople = 0.35;
const somebody = role.you | role.your | role.third | role.author | role.person | role.group | role.identity;
const ofThings = role.copula | role.self | role.determiner;
/** "Get lost": shorter sayings are meant for somebody. */
const fewestWords = 4;

const opens = ({ words }: Item, index: number): boolean => index === 0 || (words[index]?.gap ?? 0) >= gap.sentence;

/** Things, ideas or oneself are spoken of, and no other person, group or name anywhere in the author's own words. */
function speaksOfNobody(item: Item): boolean {
  const own = item.words.filter(({ quoted }) => !quoted);
  const named = item.words.some(
    ({ quoted, roles }, at) => !quoted && roles === 0 && isCapital(item, at) && !opens(item, at),
  );
  return (
    own.length >= fewestWords && !named && !own.some((w) => w.roles & somebody) && own.some((w) => w.roles & ofThings)
  );
}

/** Every insult is denied, of oneself, or aimed at a thing or an idea: what sounds rude attacks nobody. */
function isExcused(item: Item): boolean {
  const insults = insultsIn(item);
  const ofThing = ({ aim, insult }: InsultHit): boolean =>
    aim.manner === 'thing' || (aim.manner === 'bare' && (insult.part === 'adjective' || insult.third < ofPeople));
  if (speaksOfNobody(item)) return insults.every(ofThing);
  const insulting = item.offensive.some((index) => item.words[index]?.entry?.insult !== undefined);
  return insulting && insults.every(({ aim }) => aim.manner === 'thing');
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
  let kind: boolean | undefined;
  let spans: Span[] | undefined;
  for (const { rule, of, target, explanation, severeFrom, excusable } of readings) {
    let confidence = signals.scores[of] ?? 0;
    if (confidence < leastConfidence) continue;
    if (excusable || rule === 'hate') {
      kind ??= speaksUp(item);
      if (excusable) excused ??= isExcused(item);
      if (kind || (excusable && excused)) confidence *= excuse;
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
