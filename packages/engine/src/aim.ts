import type { Target } from '@moderato/domain';
import type { Item } from './item.js';
import { role } from './lexicon/grammar.js';
import { has, isCopula, type Left, lookLeft, negates, ruling } from './noun-phrase.js';
import { gap, type Word } from './words.js';

/**
 * How an offensive word meets its target: told or asked to the face, urged not to be it, put in another's mouth, said of somebody absent,
 * said of a thing, just standing there, or harmless (negated, of oneself, an insult that is complained of).
 */
export type Manner = 'told' | 'asked' | 'urged' | 'reported' | 'third' | 'thing' | 'bare' | 'exempt';

export interface Aim {
  manner: Manner;
  target: Target;
  /** The group is one that people are born or believe into. */
  identity: boolean;
}

const aim = (manner: Manner, target: Target = 'none', identity = false): Aim => ({ manner, target, identity });
const bare = aim('bare');
const exempt = aim('exempt');

/** "made to feel like an idiot" */
const feelings = new Set(['feel', 'feels', 'felt', 'feeling']);

type Part = 'noun' | 'adjective';

const texts = new Set([
  'article',
  'column',
  'piece',
  'story',
  'post',
  'oped',
  'editorial',
  'report',
  'this',
  'headline',
  'nonsense',
  'crap',
]);
const kin = new Set([
  'mother',
  'mom',
  'mama',
  'momma',
  'wife',
  'sister',
  'daughter',
  'family',
  'face',
  'brain',
  'parents',
  'kids',
]);

/** Who "is an idiot", from the word before the copula leftwards. */
function subjectOf(item: Item, copula: number, part: Part): { aim: Aim; at: number; negated: boolean } {
  const { words } = item;
  let negated = false;
  let at = copula - 1;
  for (; at >= 0 && copula - at <= 7; at--) {
    const word = words[at] as Word;
    const { gap: between } = words[at + 1] as Word;
    if (between >= gap.clause || word.quoted)
      return { aim: withoutSubject(words, at + 1, copula), at: -1, negated: false };
    if (between === gap.comma && !has(word, role.you | role.adverb)) return { aim: bare, at: -1, negated };
    if (has(word, role.you)) break;
    negated ||= negates(words, at);
    if (
      !has(word, role.negation | role.adverb | role.auxiliary | role.copula) &&
      word.form !== 'to' &&
      !word.form.endsWith('ly')
    )
      break;
  }
  if (at < 0) return { aim: withoutSubject(words, 0, copula), at, negated: false };
  negated ||= isNoneOf(words, at);
  return { aim: subjectAt(item, at, part), at, negated };
}

/** "none of you", "not one of you" */
const isNoneOf = (words: readonly Word[], at: number): boolean =>
  words[at - 1]?.form === 'of' &&
  (words[at - 2]?.form === 'none' || has(words[at - 2], role.negation) || has(words[at - 3], role.negation));

/** "Don't be an idiot": an order to the reader. */
const withoutSubject = (words: readonly Word[], from: number, copula: number): Aim =>
  words[from]?.form === 'do' && words[copula]?.form === 'be' ? aim('urged', 'commenter') : bare;

function subjectAt(item: Item, at: number, part: Part): Aim {
  const { words } = item;
  const word = words[at] as Word;
  const before = words[at - 1];
  if (has(word, role.self)) return exempt;
  if (has(word, role.you)) return aim('told', 'commenter');
  const plural = has(word, role.person | role.group) || (word.form.endsWith('s') && word.roles === 0);
  if (plural && has(before, role.you) && word.gap === gap.none) return aim('told', 'commenter'); // "you people are"
  if (word.form === 'stop' || word.form === 'quit') return aim('urged', 'commenter'); // "stop being"
  const named = item.personAt(at);
  if (named !== undefined) return aim('told', named);
  if (has(word, role.author)) return aim('told', 'author');
  if (has(word, role.institution)) return aim('thing', 'institution');
  if (texts.has(word.form)) {
    const writer = words
      .slice(Math.max(0, at - 5), at)
      .find(({ roles, form }) => roles & role.author || form === 'wrote');
    if (writer !== undefined) return aim('told', 'author');
  }
  if (has(before, role.your))
    return kin.has(word.form) && part === 'noun' ? aim('told', 'commenter') : aim('thing', 'idea');
  if (has(word, role.group)) return aim('third', 'group', has(word, role.identity));
  if (has(word, role.person) && has(before, role.identity)) return aim('third', 'group', true);
  if (has(word, role.third | role.person)) return aim('third', 'none');
  return part === 'noun' ? bare : aim('thing', 'idea');
}

/** "He says that you are …": only the author's own saying counts in full. "Nobody says that you are …" is no attack. */
function sayingOf(words: readonly Word[], subject: number): 'own' | 'reported' | 'denied' {
  let at = subject - 1;
  while (has(words[at], role.determiner) && words[at]?.form !== 'that') at--;
  const isObject = at < subject - 1;
  if (words[at]?.form === 'that') {
    at--;
    if (has(words[at], role.negation)) return 'denied'; // "it is not that you are …"
  }
  if (!has(words[at], role.saying)) return 'own';
  let speaker = at - 1;
  let denied = false;
  while (has(words[speaker], role.auxiliary | role.adverb | role.negation | role.copula)) {
    denied ||= has(words[speaker], role.negation);
    if (has(words[speaker], role.third)) break;
    speaker--;
  }
  const asked = words[speaker]?.form === 'who' && (speaker === 0 || (words[speaker] as Word).gap >= gap.clause);
  if (denied || asked || words[at - 1]?.form === 'one') return 'denied';
  // "Whoever wrote this column is …": what was written is no subject of its own.
  if (isObject) return 'own';
  return words[speaker] !== undefined && !has(words[speaker], role.self) ? 'reported' : 'own';
}

function isConditional(words: readonly Word[], subject: number): boolean {
  for (let at = subject - 1; at >= 0 && subject - at <= 20; at--) {
    const word = words[at] as Word;
    if ((words[at + 1] as Word).gap >= gap.sentence) return false;
    if (word.form === 'if') return true;
  }
  return false;
}

function predicated(item: Item, left: Left, part: Part): Aim {
  const { words } = item;
  const { aim: found, at, negated } = subjectOf(item, left.head, part);
  if (negated) return exempt;
  if (found.manner !== 'told' && found.manner !== 'third') return found;
  const saying = at >= 0 ? sayingOf(words, at) : 'own';
  if (saying === 'denied') return exempt;
  if (saying === 'reported') return { ...found, manner: 'reported' };
  if (found.manner === 'told' && has(words[at - 1], role.hedge)) return { ...found, manner: 'asked' };
  // "If you believe that, you are …": only of those who do.
  if (found.manner === 'told' && isConditional(words, at)) return { ...found, manner: 'urged' };
  return found;
}

/** "you idiot", "are you an idiot", "I'd call you an idiot". */
function beside(item: Item, left: Left, last: number, part: Part): Aim {
  const { words } = item;
  const { head } = left;
  const before = (words[head] as Word).gap < gap.clause ? words[head - 1] : undefined;
  if (has(before, role.naming)) {
    const caller = words.slice(Math.max(0, head - 4), head - 1);
    const own = caller.some((word) => has(word, role.self)) && !caller.some((word) => has(word, role.negation));
    return own ? aim('told', 'commenter') : exempt;
  }
  const copula = has(before, role.negation) ? words[head - 2] : before;
  if (has(copula, role.copula)) return aim('asked', 'commenter');
  const opens = before === undefined || (words[head] as Word).gap > gap.none || has(before, role.conjunction);
  if (left.determined) return opens ? aim('asked', 'commenter') : bare;
  if (left.unknown > 0) return bare;
  if (part === 'noun') return aim('told', 'commenter');
  const next = words[last + 1];
  const ends = next === undefined || next.gap > gap.none || has(next, role.person) || next.entry?.insult !== undefined;
  return opens && ends ? aim('told', 'commenter') : bare;
}

/** "idiots like you", "what an idiot you are", "that idiot Putin", "this hack journalist". */
function fromTheRight(item: Item, last: number, part: Part): Aim | null {
  const { words } = item;
  const next = words[last + 1];
  if (next === undefined || next.gap >= gap.clause || next.quoted) return null;
  const after = words[last + 2];
  const like =
    next.form === 'like' ? after : next.form === 'such' && after?.form === 'as' ? words[last + 3] : undefined;
  if (has(like, role.you)) return aim('told', 'commenter');
  if (has(like, role.self)) return exempt;
  if (next.gap !== gap.none) return null;
  if (next.form === 'of' && has(words[last + 3], role.author)) return aim('told', 'author'); // "an idiot of a writer"
  if (has(next, role.you) && has(after, role.copula)) return aim('told', 'commenter');
  const named = item.personAt(last + 1);
  if (named !== undefined) return aim('told', named);
  if (has(next, role.author)) return aim('told', 'author');
  if (part === 'adjective' && has(next, role.group)) return aim('third', 'group', has(next, role.identity));
  return part === 'adjective' && has(next, role.person) ? aim('third') : null;
}

const calls = new Set([
  'hey',
  'hello',
  'hi',
  'ok',
  'okay',
  'listen',
  'thanks',
  'sorry',
  'bye',
  'nope',
  'wow',
  'oi',
  'yo',
]);

/** "Read the article, moron.", "Hey moron!" */
const isCalledOut = (words: readonly Word[], start: number, last: number): boolean => {
  const after = words[last + 1]?.gap ?? gap.sentence;
  const { form } = words[last] as Word;
  if ((words[last]?.entry?.insult?.told ?? 0) < 0.8 || form.endsWith('s')) return false;
  if (words[start]?.gap === gap.comma) return after === gap.sentence;
  return start < last && calls.has(words[start]?.form ?? '') && after >= gap.comma;
};

/** "a liar, a coward and a fool": what is true of the one is true of the others. The index of the one before, or -1. */
function twinOf(words: readonly Word[], { head, start }: Left, last: number): number {
  if (head < 0)
    return words[start]?.gap === gap.comma && words[start - 1]?.entry?.insult !== undefined ? start - 1 : -1;
  const joint = words[head] as Word;
  const one = words[head - 1];
  if (one === undefined || !/^(?:and|or|but)$/.test(joint.form)) return -1;
  if (joint.gap >= gap.clause || one.quoted || has(one, ruling)) return -1;
  const next = words[last + 1];
  const ends = next === undefined || next.gap > gap.none || has(next, role.conjunction);
  return one.entry?.insult !== undefined || ends ? head - 1 : -1;
}

/** Whom the words `[first, last]` are aimed at. Looks at a bounded stretch to both sides. */
export function aimOf(item: Item, first: number, last: number, part: Part, depth = 0): Aim {
  const { words } = item;
  const left = lookLeft(words, first);
  if (left.negated) return exempt;
  const head = words[left.head];
  if (has(head, role.naming) || (head?.form === 'like' && feelings.has(words[left.head - 1]?.form ?? '')))
    return exempt;
  if (head !== undefined && (isCopula(words, left.head) || has(head, role.likening))) {
    const undetermined = left.unknown > 0 && !left.determined;
    const found = undetermined ? bare : predicated(item, left, part);
    if (found.manner !== 'bare') return found;
  }
  const right = fromTheRight(item, last, part);
  if (right !== null) return right;
  const twin = depth < 4 ? twinOf(words, left, last) : -1;
  if (twin >= 0) return aimOf(item, twin, twin, part, depth + 1);
  if (has(head, role.you)) return beside(item, left, last, part);
  if (namedObject(words, left)) return exempt;
  if (part === 'noun' && !left.determined && isCalledOut(words, left.start, last)) return aim('asked', 'commenter');
  return left.hedged ? aim('thing') : bare;
}

/** "called me an idiot", "calling people morons": the object stands between the verb and the insult. */
function namedObject(words: readonly Word[], { head, start }: Left): boolean {
  const from = head >= 0 ? head : start;
  return [from - 1, from - 2, start, start + 1].some((at) => at >= 0 && at <= from + 2 && has(words[at], role.naming));
}
