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
    if (counted || aim.manner === 'thing') continue;
    const group = aim.target === 'group';
    const said = aim.manner === 'third' ? Math.max(insult.third, insult.bare) : insult.bare;
    const confidence =
      aim.manner === 'reported' ? insult.bare * 0.6 : said + (group ? (aim.identity ? 0.25 : 0.06) : 0);
    if (confidence === 0) continue;
    found.push({
      confidence,
      severity: group && aim.identity ? 'severe' : 'mild',
      target: aim.target,
      explanation: group ? 'Insults a group of people.' : 'Uses insulting words about people.',
      first,
      last,
      raises: { TOXICITY: 1, INSULT: 1, ...(group && aim.identity && { IDENTITY_ATTACK: 1 }) },
    });
  }
  return found;
}

const aimed = new Set(['told', 'asked', 'third']);

function slurs(item: Item): Evidence[] {
  const found: Evidence[] = [];
  for (const index of item.offensive) {
    const entry = item.words[index]?.entry;
    if (entry?.slur === undefined) continue;
    const { manner, target } = aimOf(item, index, index, 'noun');
    if (manner === 'exempt' || (entry.doubtful && !aimed.has(manner))) continue;
    found.push({
      confidence: entry.slur,
      severity: 'severe',
      target: target === 'none' ? 'group' : target,
      explanation: 'Uses a slur against a group of people.',
      first: index,
      last: index,
      raises: { TOXICITY: 1, SEVERE_TOXICITY: 0.6, IDENTITY_ATTACK: 1, INSULT: 0.8 },
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
    if (weight < 0.8 && !identity) continue;
    const strength = target === 'group' ? (identity ? 0.95 : 0.85) : crowd ? 0.93 : they ? 0.8 : 0;
    if (strength === 0) continue;
    found.push({
      confidence: strength * (target === 'group' && identity ? Math.sqrt(weight) : weight),
      severity: 'severe',
      target: 'group',
      explanation: 'Speaks of a group of people as less than human.',
      first: index,
      last: index,
      raises: { TOXICITY: 1, INSULT: 0.8, SEVERE_TOXICITY: 0.5, ...((identity || crowd) && { IDENTITY_ATTACK: 1 }) },
    });
  }
  return found;
}

/** Sayings that shut people out or belittle them, with their confidence (0..1). */
const hostile = new Phrases<number>([
  [
    'go back to mexico|africa|china|india|russia|asia|arabia|iran|japan|israel|cuba; go back to your <adv> country|homeland|shithole; ' +
      'go back where you came from; go back to where you came from; go back to the jungle',
    0.82,
  ],
  ['good riddance to bad rubbish; who cares what you think; nobody asked you|u|for; cry me a river; boo hoo', 0.35],
]);

function hostility(item: Item): Evidence[] {
  const said = hostile.matches(item).filter(({ first }) => isOrder(item.words, first));
  return said.map(({ meaning: confidence, first, last }) => ({
    confidence,
    severity: 'moderate' as const,
    target: confidence > 0.8 ? ('group' as const) : ('commenter' as const),
    explanation:
      confidence > 0.8
        ? 'Tells people to leave because of where they come from.'
        : 'Belittles others instead of answering them.',
    first,
    last,
    raises: { TOXICITY: 1, ...(confidence > 0.8 && { IDENTITY_ATTACK: 1 }) },
  }));
}

/** Incivility that has no one person in view: bare insults, slurs, groups run down. */
export const civility: Rule = {
  id: 'civility',
  evaluate: (item) =>
    findingsOf('civility', item, [...slurs(item), ...dehumanised(item), ...insults(item), ...hostility(item)]),
};
