import type { Mention } from './groups.js';
import type { Item } from './item.js';
import { role } from './lexicon/grammar.js';
import { wordSet } from './lexicon/word-set.js';
import { has } from './noun-phrase.js';
import type { Evidence } from './rule.js';
import { isNotOwn } from './voice.js';
import { gap, type Word } from './words.js';

const dirty = wordSet(
  'filthy dirty stinking stinky smelly thieving lying savage greedy lazy murderous barbaric parasitic',
);
/** Beasts that have a breed or a country of their own: "German cockroaches", "the Norwegian rat". */
const beasts = wordSet(
  'rat rats snake snakes pig pigs dog dogs animal animals monkey monkeys ape apes locusts cockroach cockroaches termites worm ' +
    'worms cow cows plague cancer infestation pests pest lice virus trash garbage weasel beast beasts insects hack dinosaur troll clown drunk joke',
);
const nearest = 3;

const worsens = (word: Word | undefined): boolean =>
  word !== undefined &&
  (dirty.has(word.form) || (word.entry?.insult?.part === 'adjective' && word.entry.insult.told >= 0.8));

const evidence = (confidence: number, first: number, last: number, told: boolean): Evidence => ({
  confidence,
  severity: 'severe',
  target: told ? 'commenter' : 'group',
  explanation: told ? 'Insults somebody for the group that they belong to.' : 'Insults a group of people.',
  first,
  last,
  raises: { TOXICITY: 1, INSULT: 0.9, IDENTITY_ATTACK: 1, ...(told && { ATTACK_ON_COMMENTER: 1 }) },
});

/** "Muslim scum", "you filthy gay pig": a group's name right before a word that insults. */
function tainted({ words, offensive }: Item): Evidence[] {
  const found: Evidence[] = [];
  for (const at of offensive) {
    const { entry, gap: before, form } = words[at] as Word;
    const insults = (entry?.insult?.part === 'noun' && entry.insult.told >= 0.8) || entry?.dehumanises === 1;
    if (!insults || before !== gap.none) continue;
    let group = at - 1;
    while (at - group < nearest && words[group]?.gap === gap.none && worsens(words[group])) group--;
    const named = words[group]?.entry?.group;
    if (named === undefined || named.everyday || named.policy || words[group]?.quoted) continue;
    const lead = words[group - 1];
    const joined = words[group]?.gap === gap.none;
    const worse = (joined && worsens(lead)) || group < at - 1;
    const told = joined && (has(lead, role.you) || (worse && has(words[group - 2], role.you)));
    const pointed = joined && (lead?.form === 'these' || lead?.form === 'those');
    const one = entry?.dehumanises !== 1 && !form.endsWith('s');
    if ((beasts.has(form) || named.nation || one) && !worse && !told && !pointed) continue;
    const first = worse && joined && worsens(lead) ? group - 1 : group;
    if (!isNotOwn(words, first, at)) found.push(evidence(0.9 * named.weight, first, at, told));
  }
  return found;
}

const describesAll = (words: readonly Word[], from: number, core: number): boolean =>
  words
    .slice(from, core + 1)
    .every(
      (word) =>
        word.gap <= gap.comma &&
        (worsens(word) ||
          has(word, role.modifier) ||
          word.entry?.group !== undefined ||
          word.entry?.crude !== undefined),
    );

/** "filthy immigrants", "those stupid women": the insult leads up to the group. */
function belittled({ words }: Item, mentions: readonly Mention[]): Evidence[] {
  const found: Evidence[] = [];
  for (const { first, core, last, weight, none, pronoun, single } of mentions) {
    if (none || pronoun || single || weight < 0.8) continue;
    for (let at = first; at < core; at++) {
      if (!worsens(words[at]) || !describesAll(words, at + 1, core)) continue;
      const told = has(words[first - 1], role.you) || has(words[first], role.you);
      if (!isNotOwn(words, first, last)) found.push(evidence(0.74 * weight, at, last, told));
      break;
    }
  }
  return found;
}

export const insultedGroups = (item: Item, mentions: readonly Mention[]): Evidence[] =>
  item.offensive.length === 0 ? belittled(item, mentions) : [...tainted(item), ...belittled(item, mentions)];
