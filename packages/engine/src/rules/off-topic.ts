import { found, spansOf, together } from '../found.js';
import type { Item } from '../item.js';
import type { RawFinding, Rule } from '../rule.js';
import { Sayings } from '../sayings.js';
import { fieldsOf, strayField } from '../subject-fields.js';
import { stemOf, stemsOf } from '../subject-stems.js';

const confessions = new Sayings([
  [
    "off topic but; off topic, i; this is|'s? off topic; way|totally|completely|slightly|little off topic; sorry for going|being off topic; " +
      'not|nothing related to the|this article|story|topic but?; has|have nothing to do with the|this article|story|topic but?; unrelated but|question|note; ' +
      'to change|changing the subject; on an unrelated note|topic',
    0.56,
  ],
]);

/** A thread that is open to anything. */
const open = /\bopen (?:thread|forum|mic)|\bmail ?bag\b|\bchat\b|off[- ]topic|\banything goes\b/i;

const fewestWords = 14;
/** Different content words of the story, and of the comment, from which on sharing none of them says something. */
const enough = { story: 25, comment: 14 };

const storyText = ({ submission: { story, parent } }: Item): string =>
  [story?.title, story?.summary, parent?.body?.slice(0, 4_000), ...(story?.people ?? [])].filter(Boolean).join('\n');

interface Subject {
  told: string;
  stems: ReadonlySet<string>;
  fields: ReadonlyMap<string, number>;
}

/** Comments of one story come together. */
let latest: Subject = { told: '', stems: new Set(), fields: new Map() };

function subjectOf(item: Item): Subject {
  const told = storyText(item);
  if (told !== latest.told) {
    const stems = stemsOf(told);
    latest = { told, stems, fields: fieldsOf(stems) };
  }
  return latest;
}

/** The stems of the author's own words; null as soon as one is the story's. */
function stemsApart({ words }: Item, story: ReadonlySet<string>): Set<string> | null {
  const stems = new Set<string>();
  for (const { form, quoted, roles } of words) {
    const stem = quoted || roles !== 0 ? null : stemOf(form);
    if (stem === null) continue;
    if (story.has(stem)) return null;
    stems.add(stem);
  }
  return stems;
}

function confessed(item: Item): RawFinding[] {
  const said = confessions.in(item);
  if (said.length === 0) return [];
  return [
    found('off-topic', {
      severity: 'mild',
      confidence: together(said, 0.05, 0.65),
      explanation: 'Says itself that it is off topic.',
      spans: spansOf(item, said),
    }),
  ];
}

const unlike = (confidence: number): RawFinding[] => [
  found('off-topic', { severity: 'mild', confidence, explanation: 'Seems to be about something else than the story.' }),
];

/**
 * Shares no content word with the story (its title, its summary, its people) and the comment that it answers, or is all
 * about another field of news than they are. Weak evidence: a person looks. Without a title or a summary, only what the
 * comment says of itself counts.
 */
export const offTopic: Rule = {
  id: 'off-topic',
  onlyWhereAsked: true,
  reads: ['summary'],
  evaluate(item) {
    const { words, submission } = item;
    if (submission.story?.title !== undefined && open.test(submission.story.title)) return [];
    const own = confessed(item);
    if (own.length > 0 || words.length < fewestWords) return own;
    const story = subjectOf(item);
    const isToldAtLength = story.stems.size >= enough.story;
    if (story.fields.size === 0 && !isToldAtLength) return [];
    const stems = stemsApart(item, story.stems);
    if (stems === null) return [];
    if (strayField(fieldsOf(stems), story.fields)) return unlike(0.58);
    return isToldAtLength && stems.size >= enough.comment ? unlike(0.52) : [];
  },
};
