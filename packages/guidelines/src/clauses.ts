import type { Clause, ClauseKind, Demand, Span } from '@moderato/domain';
import { demandOf, plainDemand } from './demand.js';
import { forbidding } from './kinds/index.js';
import { limitsIn } from './limits.js';
import { paramsOf } from './params.js';
import { phrasesOf, quote, shorten } from './phrases.js';
import { asksForContact } from './report-addresses.js';
import { partsOf } from './topic-context.js';
import { type Topic, topicsIn } from './topics.js';

/** A clause before rules are bound to it and it is numbered. */
export type Statement = Pick<Clause, 'kind' | 'demand' | 'params'> & Span;

/** What stands around a sentence and gives it sense. */
export interface Surroundings {
  /** What the words before its list, or above it, demand. */
  frame?: Demand | undefined;
  /** What its heading or question speaks of: taken over by a sentence that names nothing itself. */
  about?: { kind: ClauseKind; demand: Demand } | undefined;
  /** The words of the question that it answers, which may name the unit of its number. */
  question?: string | undefined;
}

/** The statements of one sentence, one for each kind it speaks of; a sentence that speaks of none is `other`. */
export function statementsIn(source: string, sentence: Span, around: Surroundings = {}): Statement[] {
  const text = source.slice(sentence.start, sentence.end);
  const topics = topicsIn(text);
  if (topics.length === 0) return [withoutTopic(source, sentence, around)];
  const phrases = phrasesOf(text, topics);
  const parts = partsOf(text);
  const seen = new Set<ClauseKind>();
  return topics.flatMap((topic, i) => {
    const phrase = shorten(text, phrases[i] as Span, topic);
    const demand = demandIn(text, { topic, phrase, parts, around });
    const kind = kindOf(topic.pattern.kind, demand);
    if (seen.has(kind)) return [];
    seen.add(kind);
    const span = quote(source, { start: sentence.start + phrase.start, end: sentence.start + phrase.end });
    return [{ ...span, kind, demand: strict(kind, demand, text), params: paramsOf(kind, text, around.question) }];
  });
}

interface Place {
  topic: Topic;
  phrase: Span;
  parts: Span[];
  around: Surroundings;
}

function demandIn(text: string, { topic, phrase, parts, around }: Place): Demand {
  const part = parts.find(({ end }) => topic.start < end) ?? { start: 0, end: text.length };
  const { kind, stance } = topic.pattern;
  return demandOf({
    stance,
    kind,
    phrase: text.slice(phrase.start, phrase.end),
    part: text.slice(part.start, part.end),
    frame: around.frame,
  });
}

const kindOf = (kind: ClauseKind, demand: Demand): ClauseKind =>
  demand === 'permit' && forbidding.has(kind) ? 'permitted' : kind;

/** "Up to three links are allowed" allows no fourth. */
const strict = (kind: ClauseKind, demand: Demand, text: string): Demand =>
  kind === 'links' && demand === 'permit' && limitsIn(text).maxLinks !== undefined ? 'require' : demand;

/** A sentence whose words tell no kind: its number, its address, its heading or its grammar may. */
function withoutTopic(source: string, sentence: Span, { frame, about, question }: Surroundings): Statement {
  const text = source.slice(sentence.start, sentence.end);
  const span = quote(source, sentence);
  const limits = limitsIn(text, question);
  const demand = plainDemand(text, frame);
  const as = (kind: ClauseKind, asked: Demand): Statement => ({
    ...span,
    kind: kindOf(kind, asked),
    demand: asked,
    params: paramsOf(kind, text, question),
  });
  if (asksForContact(text)) return as('report_channel', 'inform');
  if (limits.maxLinks !== undefined) return as('links', 'require');
  if (limits.maxWords !== undefined || limits.maxCharacters !== undefined) return as('length', 'require');
  if (limits.editMinutes !== undefined) return as('removal', 'inform');
  if (frame === 'encourage' && demand === 'encourage') return as('encouraged', demand);
  if (about) return as(about.kind, answered(text, about.demand, question));
  if (demand === 'permit') return as('permitted', 'permit');
  return { ...span, kind: 'other', demand, params: {} };
}

/** "Can I …?" "Yes" permits, "No" forbids; "Must I …?" the other way about. */
function answered(text: string, demand: Demand, question: string | undefined): Demand {
  if (!question || demand === 'inform') return demand;
  const yes = /^(?:yes|yep|sure|of course|absolutely)\b/iu.test(text);
  const no = /^(?:no|nope|never|not\b)/iu.test(text);
  if (!yes && !no) return demand;
  if (/\b(?:must|have\s+to|need\s+to|required)\b/iu.test(question)) return yes ? 'require' : 'permit';
  return yes ? 'permit' : 'forbid';
}
