import type { ClauseKind, Span } from '@moderato/domain';
import { forbidding } from './kinds/index.js';
import type { Topic } from './topics.js';

/** What parts a sentence into statements that do not lean on each other. */
const parts = /[;:]|\s[–—-]\s|—|\.\s|,?\s(?:but|however|though|although|whereas|while)\s/giu;
/** "If you see abusive comments": what a reader may meet, not what the sentence forbids. */
const sighting =
  /\b(?:if|when|should|where)\s+(?:you|anyone|readers|a\s+reader)\s+(?:(?:do|ever)\s+)?(?:see|spot|notice|find|come\s+across|encounter|believe|think|feel|read|suspect|are\s+(?:offended|concerned)|have\s+been)\b/iu;
const exception = /\bexcept(?:\s+\w+){0,2}\s+(?:hid|remov|delet|edit|mask)\w*|\bexcept\s+to\s/iu;
const prohibition = /\b(?:no|don't|do\s+not|must\s+not|may\s+not|never|avoid|not\s+allowed)\b/iu;
/** Kinds whose sentences describe other things in passing. */
const procedural = new Set<ClauseKind>(['report_channel', 'appeal', 'email_privacy']);
/** A sentence of more topics is none that anybody wrote, and looking at each pair of them takes long. */
const mostTopics = 80;
const refusal = /(?:n't|not)\s+approve/iu;
const describes = (kind: ClauseKind): boolean =>
  forbidding.has(kind) || ['moderation_talk', 'links', 'terms', 'length'].includes(kind);
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
  if (topics.length > mostTopics) return topics;
  const spans = partsOf(text);
  const partOf = (topic: Topic): number => spans.findIndex(({ end }) => topic.start < end);
  return topics.filter((topic) => {
    const part = partOf(topic);
    const beside = topics.filter((other) => other !== topic && partOf(other) === part);
    const before = text.slice(spans[part]?.start ?? 0, topic.start);
    return !inPassing({ text, topic, topics, beside, before });
  });
}

interface Place {
  text: string;
  topic: Topic;
  topics: Topic[];
  /** The other topics of the same part. */
  beside: Topic[];
  /** The words of the part before the topic. */
  before: string;
}

/** Whether the sentence names the topic only to speak of something else. */
function inPassing(place: Place): boolean {
  const { text, topic, topics, beside, before } = place;
  const { kind } = topic.pattern;
  const is = (kinds: ClauseKind[]) => (other: Topic) => kinds.includes(other.pattern.kind);
  if (kind === 'encouraged' || kind === 'permitted') return isMeans(text, topic);
  if (kind === 'real_name')
    return /legal|full/iu.test(text.slice(topic.start, topic.end)) && topics.some(is(['privacy']));
  if ((kind === 'civility' || kind === 'misinformation') && /\bour\s+(?:reporting|coverage|journalism)\b/iu.test(text))
    return true;
  if (describes(kind)) {
    if (exception.test(before) || isReported(place)) return true;
    const named = beside.find((other) => other.pattern.kind === 'username' && other.end <= topic.start);
    return nameFaults.has(kind) && named !== undefined;
  }
  if (kind === 'removal')
    return (
      beside.some((other) => is(['report_channel'])(other) && other.start < topic.start) ||
      (beside.some(is(['ban'])) && beside.some((other) => overlaps(other, topic)))
    );
  // "Attacks are banned" bars the attacks, nobody from commenting.
  if (kind === 'ban')
    return (
      /^(?:is|are)\s/iu.test(text.slice(topic.start, topic.end)) &&
      beside.some((other) => describes(other.pattern.kind) && other.start < topic.start)
    );
  if (kind === 'report_channel') return /\b(?:abus|misus)\w*\s+(?:\w+\s+)?$/iu.test(before);
  if (kind === 'registration') return /\bby\s+$/iu.test(before);
  return (
    kind === 'moderation_process' &&
    refusal.test(text.slice(topic.start - 9, topic.end)) &&
    beside.some((other) => forbidding.has(other.pattern.kind))
  );
}

/** "If you see abusive comments, …", "To report abusive comments …": the thing reported. */
function isReported({ text, topic, topics, beside, before }: Place): boolean {
  if (prohibition.test(before)) return false;
  const report = topics.some((other) => procedural.has(other.pattern.kind));
  if (topic.pattern.kind === 'moderation_talk') return report;
  const sightedAt = sighting.exec(text)?.index;
  if (sightedAt !== undefined && report && topic.start > sightedAt && topic.start - sightedAt < 160) return true;
  return beside.some((other) => procedural.has(other.pattern.kind) && other.start < topic.start);
}

const joining = /^(?:join|contribut|add|advanc|further|enrich|take|tak|participat)/iu;
/** "To join the discussion you must …": the joining is not what is asked for. */
const isMeans = (text: string, { start, end }: Span): boolean =>
  /(?:n't|\bnot|\bwho|\bwhom\s+you|\bwhich\s+you|\bif\s+you)\s+$/iu.test(text.slice(Math.max(0, start - 12), start)) ||
  (joining.test(text.slice(start, end)) &&
    /\b(?:to|by|when|before|while|after|if\s+you)\s+$/iu.test(text.slice(0, start)));

const overlaps = (a: Span, b: Span): boolean => a.start < b.end && b.start < a.end;
