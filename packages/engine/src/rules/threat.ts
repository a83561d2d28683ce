import type { Target } from '@moderato/domain';
import type { Item } from '../item.js';
import { role } from '../lexicon/grammar.js';
import { type Menace, threatPhrases } from '../lexicon/threat-phrases.js';
import { Phrases } from '../phrases.js';
import { type Evidence, findingsOf, type Rule } from '../rule.js';
import { isWished } from '../voice.js';
import { gap, type Word } from '../words.js';

const threats = new Phrases<Menace>(threatPhrases);

/** Right after the victim these make an idiom of it: "shoot me an e-mail", "beat you to it", "hang him out to dry". */
const idiomAfter = new Set(
  'an email emails message messages note text line link question dm pm to at in by with down on over out softly for from'.split(
    ' ',
  ),
);
const idiomVerbs = new Set([
  'shoot',
  'beat',
  'hit',
  'hang',
  'hurt',
  'smack',
  'whip',
  'crush',
  'destroy',
  'burn',
  'break',
  'hunt',
  'gut',
]);
/** What a verb of this kind is done to in the news or in jest, not to a person. */
const things = new Set(['this', 'that', 'it', 'these', 'those', 'em']);
const thingly = new Set(
  [
    'bill jobs job project law deal idea plan train economy market rail budget tax thing record records virus weeds rats proposal program growth'.split(
      ' ',
    ),
  ].flat(),
);

/** "all the rope he needs to hang himself", "when you're dead", "stab you in the back": `[first, last]` is a saying. */
function isSaying(words: readonly Word[], first: number, last: number): boolean {
  const inside = words.slice(first, last + 1).map(({ form }) => form);
  const after = words.slice(last + 1, last + 4).map(({ form }) => form);
  const before = words.slice(Math.max(0, first - 6), first).map(({ form }) => form);
  if (inside.includes('hang')) {
    if (before.includes('rope') || /^(?:up|out|on|in|with|around|their|his|your|it|tight|loose)$/.test(after[0] ?? ''))
      return true;
    if (/^(?:up|out|on|in|with|around|tight)$/.test(inside[inside.indexOf('hang') + 1] ?? '')) return true;
  }
  if (inside.at(-1) === 'yourself' && after[0] === 'in') return after[2] === 'foot' || after[1] === 'foot';
  if (/^(?:stab|shoot|punch|kick)$/.test(inside.at(-2) ?? '') && after[0] === 'in') return after[2] === 'back';
  if (inside.includes('regret')) return (words[last + 1]?.gap ?? gap.sentence) < gap.comma;
  return inside.at(-1) === 'dead' && /^(?:when|once|if|until|till|after|before)$/.test(before.at(-1) ?? '');
}

const negatedOrReported = (words: readonly Word[], first: number): boolean => {
  for (let at = first - 1; at >= 0 && first - at <= 5; at--) {
    const word = words[at] as Word;
    if ((words[at + 1]?.gap ?? 0) >= gap.clause) return false;
    if (word.roles & (role.negation | role.naming)) return true;
    if (word.roles & role.saying && !((words[at - 1]?.roles ?? 0) & role.self)) return true;
    if (/^(?:threat|warn|vow|accus|arrest|convict|charg|suspect)/.test(word.form)) return true;
  }
  return false;
};

function isIdiom(words: readonly Word[], first: number, last: number): boolean {
  const inside = words.slice(first, last + 1);
  if (inside.some(({ roles }) => roles & role.negation)) return true;
  const victim = words[last] as Word;
  const next = words[last + 1];
  const follows = next !== undefined && next.gap === gap.none ? next.form : '';
  if (things.has(victim.form) && (follows === '' || thingly.has(follows) || thingly.has(words[last + 2]?.form ?? '')))
    return true;
  if (victim.form === 'dead' && follows !== '' && follows !== 'meat') return true; // "you're dead wrong"
  if (victim.form === 'hit') return /^(?:with|hard|in)$/.test(follows); // "hit with a fine"
  if (!inside.some(({ form }) => idiomVerbs.has(form))) return false;
  return idiomAfter.has(follows) && follows !== 'with'
    ? follows !== 'down' && follows !== 'for' && follows !== 'in'
    : false;
}

function targetOf(item: Item, first: number, last: number): Target {
  for (let at = first; at <= last; at++) {
    const { roles } = item.words[at] as Word;
    const named = item.personAt(at);
    if (named !== undefined) return named;
    if (roles & (role.you | role.your)) return 'commenter';
    if (roles & role.author) return 'author';
    if (roles & role.group) return 'group';
  }
  const before = item.words[first - 1];
  if (before === undefined || (item.words[first]?.gap ?? 0) > gap.none) return 'none';
  return (
    item.personAt(first - 1) ?? (before.roles & role.author ? 'author' : before.roles & role.group ? 'group' : 'none')
  );
}

const explanations: Record<Menace['kind'], string> = {
  threat: 'Threatens a person with violence.',
  call: 'Calls for violence against a person.',
  wish: 'Wishes harm or death on a person.',
  veiled: 'Hints at harm to a person.',
};

/** Violence that is threatened, called for or wished on people; idioms and reports of violence are none. */
export const threat: Rule = {
  id: 'threat',
  evaluate(item) {
    const found: Evidence[] = [];
    for (const { meaning, first, last } of threats.matches(item)) {
      const { confidence, severity, kind, ordered } = meaning;
      const { words } = item;
      if (negatedOrReported(words, first) || isIdiom(words, first, last) || isSaying(words, first, last)) continue;
      if (ordered && !isWished(words, first)) continue;
      found.push({
        confidence,
        severity,
        target: targetOf(item, first, last),
        explanation: explanations[kind],
        first,
        last,
        raises: { THREAT: 1, TOXICITY: 0.95, ...(severity === 'severe' && { SEVERE_TOXICITY: 0.7 }) },
      });
    }
    return findingsOf('threat', item, found);
  },
};
