import type { ClauseKind, Span } from '@moderato/domain';
import { forbidding } from './kinds/index.js';
import type { Topic } from './topics.js';

/** What parts a sentence into statements that do not lean on each other. */
const parts = /[;:]|\s[–—-]\s|—|\.\s|,?\s(?:but|however|though|although|whereas|while)\s/giu;
/** "If you see abusive comments": what a reader may meet, not what the sentence forbids. */
const sighting =
  /\b(?:if|when|should|where)\s+(?:you|anyone|readers|a\s+reader)\s+(?:(?:do|ever)\s+)?(?:see|spot|notice|find|come\s+across|encounter|believe|think|feel|read|suspect|are\s+(?:offended|concerned)|have\s+been)\b/iu;
const prohibition = /\b(?:no|don't|do\s+not|must\s+not|may\s+not|never|avoid|not\s+allowed)\b/iu;
/** Kinds whose sentences describe other things in passing. */
const procedural = new Set<ClauseKind>(['report_channel', 'appeal', 'email_privacy']);
const describes = (kind: ClauseKind): boolean =>
  forbidding.has(kind) || kind === 'links' || kind === 'terms' || kind === 'length';
const nameFaults = new Set<ClauseKind>([
  'good_taste',
  'civility',
  'hate',
  'misinformation',
  'personal_attack',
  'sexual',
]);

/** The stretches of `text` between semicolons, dashes and "but". */
export function partsOf(text: string): Span[] {
  const spans: Span[] = [];
  let start = 0;
  for (const match of text.matchAll(parts)) {
    spans.push({ start, end: match.index });
    start = match.index + match[0].length;
  }
  return [...spans, { start, end: text.length }];
}

/** `topics` without those that only describe what is reported, appealed against or named. */
export function aboutTheComment(text: string, topics: Topic[]): Topic[] {
  if (topics.length < 2) return topics;
  const spans = partsOf(text);
  const partOf = (topic: Topic): number => spans.findIndex(({ end }) => topic.start < end);
  const sightedAt = sighting.exec(text)?.index;
  return topics.filter((topic) => {
    const { kind } = topic.pattern;
    const beside = topics.filter((other) => other !== topic && partOf(other) === partOf(topic));
    const part = spans[partOf(topic)] ?? { start: 0, end: text.length };
    const before = text.slice(part.start, topic.start);
    if (describes(kind) && !prohibition.test(before)) {
      const report = topics.find((other) => procedural.has(other.pattern.kind));
      if (sightedAt !== undefined && report && topic.start > sightedAt && topic.start - sightedAt < 160) return false;
      if (beside.some((other) => procedural.has(other.pattern.kind) && other.start < topic.start)) return false;
    }
    if (nameFaults.has(kind) && beside.some((other) => other.pattern.kind === 'username' && other.end <= topic.start))
      return beside.some((other) => other.pattern.kind === kind && other.start < topic.start);
    return kind !== 'removal' || !beside.some((other) => other.pattern.kind === 'ban' && overlaps(other, topic));
  });
}

const overlaps = (a: Span, b: Span): boolean => a.start < b.end && b.start < a.end;
