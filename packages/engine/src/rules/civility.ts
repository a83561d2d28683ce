import { aimOf } from '../aim.js';
import { insultsIn } from '../insults.js';
import type { Item } from '../item.js';
import { role } from '../lexicon/grammar.js';
import { isOrder, Phrases } from '../phrases.js';
import { type Evidence, findingsOf, type Rule } from '../rule.js';

const told = new Set(['commenter', 'author', 'storyPerson']);

/** Insults of somebody absent, of a group, or of nobody in particular; those told to a face are personal attacks. */
function insults(item: Item): Evidence[] {
  const found: Evidence[] = [];
  for (const { insult, aim, first, last } of insultsIn(item)) {
    const counted = told.has(aim.target) || (item.words[first]?.entry?.dehumanises && aim.manner === 'third');
    // Groups that people are born or believe into are the hate rule's.
    if (counted || aim.manner === 'thing' || aim.identity) continue;
    const group = aim.target === 'group';
    const said = aim.manner === 'third' ? Math.max(insult.third, insult.bare) : insult.bare;
    const confidence = aim.manner === 'reported' ? insult.bare * 0.6 : said + (group ? 0.06 : 0);
    if (confidence === 0) continue;
    found.push({
      confidence,
      severity: 'mild',
      target: aim.target,
      explanation: group ? 'Insults a group of people.' : 'Uses insulting words about people.',
      first,
      last,
      raises: { TOXICITY: 1, INSULT: 1 },
    });
  }
  return found;
}

const pointed = role.pointing;

/** "Those people are vermin": a group that is denied to be people. */
function dehumanised(item: Item): Evidence[] {
  const { words } = item;
  const found: Evidence[] = [];
  for (const index of item.offensive) {
    const weight = words[index]?.entry?.dehumanises;
    if (weight === undefined) continue;
    const { manner, target, identity } = aimOf(item, index, index, 'noun');
    if (manner !== 'third') continue;
    const nearby = words.slice(Math.max(0, index - 6), index);
    const they = nearby.some(({ form }) => form === 'they' || form === 'them');
    const crowd = nearby.some(
      ({ roles, form }, i) => (form === 'people' || form === 'lot') && (nearby[i - 1]?.roles ?? roles) & pointed,
    );
    if (weight < 0.8) continue;
    if (identity) continue; // the hate rule's
    const strength = target === 'group' ? 0.85 : crowd ? 0.93 : they ? 0.8 : 0;
    if (strength === 0) continue;
    found.push({
      confidence: strength * weight,
      severity: 'severe',
      target: 'group',
      explanation: 'Speaks of a group of people as less than human.',
      first: index,
      last: index,
      raises: { TOXICITY: 1, INSULT: 0.8, SEVERE_TOXICITY: 0.5, ...(crowd && { IDENTITY_ATTACK: 0.8 }) },
    });
  }
  return found;
}

/** Sayings that belittle, with their confidence (0..1). */
const hostile = new Phrases<number>([
  ['good riddance to bad rubbish; who cares what you think; nobody asked you|u|for; cry me a river; boo hoo', 0.35],
]);

function hostility(item: Item): Evidence[] {
  const said = hostile.matches(item).filter(({ first }) => isOrder(item.words, first));
  return said.map(({ meaning: confidence, first, last }) => ({
    confidence,
    severity: 'moderate' as const,
    target: 'commenter' as const,
    explanation: 'Belittles others instead of answering them.',
    first,
    last,
    raises: { TOXICITY: 1 },
  }));
}

/** Incivility that has no one person in view: bare insults, groups run down. */
export const civility: Rule = {
  id: 'civility',
  evaluate: (item) => findingsOf('civility', item, [...dehumanised(item), ...insults(item), ...hostility(item)]),
};
