import type { ClauseKind, Demand, Span } from '@moderato/domain';
import type { Surroundings } from './clauses.js';
import { frameOf } from './demand.js';
import { headingKinds, titleWords } from './heading-words.js';
import { describesThePaper } from './paper-words.js';
import { type Block, blocksOf, sentencesIn } from './sentences.js';
import { topicsIn } from './topics.js';

/** A sentence with what stands around it. */
export interface Placed extends Span {
  around: Surroundings;
  /** The heading that it is, of a topic that nothing below may name: it becomes a clause only then. */
  stands: 'always' | 'unless-said-below';
}

type About = NonNullable<Surroundings['about']>;

interface Lead {
  frame: Demand | undefined;
  /** Whether what comes next may still be one of its items. */
  open: boolean;
  /** How the item is marked that leads a list of its own, and what led that item. */
  within?: { marker: string; outer: Lead | undefined };
}

interface Heading {
  about: About | undefined;
  frame: Demand | undefined;
  question: string | undefined;
}

/** Longest heading and longest item of a list without bullets. UTF-16 code units. */
const longestLine = 90;
const statement =
  /^(?:no|none|don'?t|do|be|being|keep|stay|stick|avoid|never|always|please|treat|use|think|remember|make|post|write|follow|you|we|respect (?:other|each|one|the)|comments?(?= (?:must|should|are|will|may))|attack the|mind|watch|play|disagree|report (?:a|any|the)|help|show|turn|give|say|read|ask|check)\b|\b(?:must|should|will|won't|are|is|isn't|aren't|may|can|cannot)\b/iu;

/** Every sentence of `text` (legible, not the posted source) that may state something, in order. */
export function outlineOf(text: string): Placed[] {
  const blocks = blocksOf(text).filter((block) => block.end > block.start);
  const placed: Placed[] = [];
  let heading: Heading | undefined;
  /** The heading, as long as nothing stands below it yet. */
  let placedUnder: Heading | undefined;
  let lead: Lead | undefined;
  for (const [i, block] of blocks.entries()) {
    const words = text.slice(block.start, block.end);
    if (!/\p{L}/u.test(words) || isFrontMatter(blocks, i, text) || describesThePaper(words)) continue;
    if (block.isItem && lead?.within?.marker === block.marker) lead = lead.within.outer;
    const isListed = lead?.open && (block.isItem || (isShort(words) && !/[.?]$/u.test(words) && !block.isApart));
    if (!isListed && isHeading(text, blocks, i)) {
      heading = headingOf(words);
      placedUnder = heading;
      lead = { frame: heading.frame, open: heading.frame !== undefined };
      if (heading.about && !heading.question) placed.push({ ...block, around: {}, stands: 'unless-said-below' });
      continue;
    }
    // What a heading names is said right below it; a question may be answered at length.
    const isFirst = placedUnder === heading;
    placedUnder = undefined;
    const around: Surroundings = {
      frame: isListed || !lead?.open ? lead?.frame : heading?.frame,
      about: isFirst || heading?.question ? heading?.about : undefined,
      question: heading?.question,
    };
    const sentences = sentencesOfBlock(text, block, around);
    if (/:\s*$/u.test(words) && isBareLead(text, sentences.at(-1), blocks[i + 1])) sentences.pop();
    placed.push(...sentences);
    if (/:\s*$/u.test(words)) {
      const within = block.isItem ? { within: { marker: block.marker, outer: lead } } : {};
      lead = { frame: frameOf(lastSentence(words)), open: true, ...within };
    } else if (!isListed && !block.isItem) lead = heading?.frame ? { frame: heading.frame, open: true } : undefined;
  }
  return placed;
}

/** "We will allow:" before a list says nothing that the list does not. */
const isBareLead = (text: string, last: Placed | undefined, next: Block | undefined): boolean =>
  last !== undefined && next !== undefined && topicsIn(text.slice(last.start, last.end)).length === 0;

const isShort = (words: string): boolean => words.length <= longestLine;
const lastSentence = (words: string): string => words.slice(Math.max(0, words.lastIndexOf('. ') + 1));

/** `title: …` between `---` lines at the very start. */
const isFrontMatter = (blocks: Block[], i: number, text: string): boolean =>
  /^\s*---\r?\n/u.test(text) && (blocks[i] as Block).end <= text.indexOf('\n---', 3);

/** A line that names what stands below it and says nothing itself. */
function isHeading(text: string, blocks: Block[], i: number): boolean {
  const block = blocks[i] as Block;
  const words = text.slice(block.start, block.end).replace(/:$/u, '');
  const next = blocks[i + 1];
  if (!block.isLine || !isShort(words)) return false;
  if (/\?["”]?$/u.test(words)) return next !== undefined;
  if (/[.!,;]$/u.test(words) && !block.isHeading) return false;
  if (statement.test(words) && !titled(words)) return false;
  if (block.isHeading) return true;
  if (!next || !/\p{Lu}|^\d/u.test(words.charAt(0))) return false;
  const nextWords = text.slice(next.start, next.end);
  const goesOn = next.isItem || /[.!?:]$/u.test(nextWords) || nextWords.length > longestLine;
  if (block.isItem && titled(words) && !/[.!]$/u.test(words)) return true;
  if (block.isItem) return goesOn && !next.isItem && words.split(/\s+/u).length <= 5;
  return titled(words) || (goesOn && words.split(/\s+/u).length <= 8);
}

const titled = (words: string): boolean => titleWords.test(words) && topicsIn(words).length === 0;

function headingOf(words: string): Heading {
  const isQuestion = /\?["”]?$/u.test(words);
  const bare = words.replace(/[:.?\s]+$/u, '').replace(/^\d+[.)]\s*/u, '');
  return { about: aboutOf(bare, isQuestion), frame: frameOf(words), question: isQuestion ? words : undefined };
}

function aboutOf(words: string, isQuestion: boolean): About | undefined {
  const named = headingKinds.find((entry) => entry.words.test(words));
  if (named) return { kind: named.kind, demand: named.demand };
  const topic = topicsIn(words)[0]?.pattern;
  if (!topic) return undefined;
  const { kind, stance } = topic;
  return { kind, demand: stance === 'ruled' ? 'require' : isQuestion && stance === 'forbid' ? 'forbid' : stance };
}

const shortAnswer = /^(?:yes|no|none|never|sure|absolutely|of course|not at all|nope|yep)[.!]$/iu;

/** The sentences of a block; a question, a bare answer and a run-in heading go with the sentence after them. */
function sentencesOfBlock(text: string, block: Block, around: Surroundings): Placed[] {
  const sentences = sentencesIn(text, block);
  const joined: Span[] = [];
  let open = false;
  for (const [i, sentence] of sentences.entries()) {
    const words = text.slice(sentence.start, sentence.end);
    const last = joined.at(-1);
    if (open && last) last.end = sentence.end;
    else joined.push({ ...sentence });
    open = /\?["”]?$/u.test(words) || shortAnswer.test(words) || (i === 0 && isRunIn(words, block));
    if (i === 0 && sentences.length > 1 && titled(words) && words.split(/\s+/u).length <= 4) joined.pop();
  }
  return joined
    .filter(({ start, end }) => !describesThePaper(text.slice(start, end)))
    .map((sentence, i) => {
      // What leads a list speaks of the first sentence of an item; the others explain it.
      const frame = i === 0 || continued.test(text.slice(sentence.start, sentence.end)) ? around.frame : undefined;
      const about = i === 0 || around.question ? around.about : undefined;
      return { ...sentence, around: { ...around, frame, about, ...runInOf(text, sentence) }, stands: 'always' };
    });
}

const continued =
  /^(?:this|that|these|it|also|including|likewise|the same)\b.{0,30}\b(?:includes?|means?|goes|applies|as well)\b/iu;

/** "Respect." or "Personal attacks." before the sentence that explains it. */
const isRunIn = (words: string, { isItem }: Block): boolean =>
  (isItem && /^no\b.{1,30}\.$/iu.test(words)) ||
  (words.split(/\s+/u).length <= 3 &&
    !statement.test(words) &&
    aboutOf(words.replace(/[.:!]$/u, ''), false) !== undefined);

/** "Accuracy: …", "Respect. …": the first words of a sentence name what it is about. */
function runInOf(text: string, { start, end }: Span): { about?: About } {
  const prefix = /^([\p{L}\d /-]{2,40}?)(?::|\.|\s[–—-])\s/u.exec(text.slice(start, Math.min(end, start + 60)))?.[1];
  const about = prefix === undefined || prefix.split(' ').length > 5 ? undefined : aboutOf(prefix, false);
  return about ? { about } : {};
}

/** The kind that a heading would state, for comparing it with what stands below. */
export const kindOfHeading = (text: string, { start, end }: Span): ClauseKind | undefined =>
  headingOf(text.slice(start, end)).about?.kind;
