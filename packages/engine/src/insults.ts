import { type Aim, aimOf } from './aim.js';
import type { Item } from './item.js';
import { harmlessAfter, harmlessBefore, type Insult } from './lexicon/insults.js';
import { Phrases } from './phrases.js';
import { isTitle } from './proper-names.js';
import type { Word } from './words.js';

/** An insulting word or phrase of the author's own, and whom it meets. */
export interface InsultHit {
  first: number;
  last: number;
  insult: Insult;
  aim: Aim;
}

const insultingPhrases = new Phrases<Insult>([
  [
    'piece|sack|pile|bag of <adv> shit|crap|garbage|trash|filth|excrement|dung|scum; son of a bitch; sons of bitches; ' +
      'scum of the earth; brain dead; bottom feeder|feeders; low lifes; mouth breather|breathers; half wit; ' +
      'knuckle dragger|draggers; oxygen thief|thieves; waste of space|oxygen|skin|air|breath|flesh; window licker|lickers; ' +
      'ass hole|holes|hat|clown; dumb ass; jack ass; shit head; mother fucker; dick head; inbred hick|hillbilly',
    { part: 'noun', told: 0.95, third: 0.66, bare: 0.58 },
  ],
  [
    'village idiot; cry baby; excuse for a _? ' +
      'human|man|woman|person|journalist|reporter|writer|mother|father; laughing stock; poor excuse; attention whore|seeker; ' +
      'presstitute|presstitutes; dumb as a|rocks|dirt _?; thick as a|two _?; nut job|case; basket case; fruit cake; ' +
      'snake oil salesman; two faced; full of shit|crap; not very|too|the bright|sharpest|brightest _?; lying sack',
    { part: 'noun', told: 0.84, third: 0.5, bare: 0.35 },
  ],
]);

const innocent = (words: readonly Word[], index: number): boolean => {
  const { form } = words[index] as Word;
  const next = words[index + 1];
  const before = words[index - 1];
  return (
    (next !== undefined && next.gap === 0 && harmlessBefore.get(form)?.has(next.form) === true) ||
    (before !== undefined && words[index]?.gap === 0 && harmlessAfter.get(form)?.has(before.form) === true)
  );
};

const known = new WeakMap<Item, readonly InsultHit[]>();

/** In order of the words. Harmless ones (negated, of oneself, part of another word) are left out. */
export function insultsIn(item: Item): readonly InsultHit[] {
  const before = known.get(item);
  if (before !== undefined) return before;
  const hits = findInsults(item);
  known.set(item, hits);
  return hits;
}

function findInsults(item: Item): InsultHit[] {
  const hits: InsultHit[] = [];
  const taken = new Set<number>();
  for (const { meaning, first, last } of insultingPhrases.matches(item)) {
    for (let i = first; i <= last; i++) taken.add(i);
    hits.push({ first, last, insult: meaning, aim: aimOf(item, first, last, meaning.part) });
  }
  for (const index of item.offensive) {
    const insult = item.words[index]?.entry?.insult;
    if (insult === undefined || taken.has(index) || innocent(item.words, index) || isTitle(item, index)) continue;
    hits.push({ first: index, last: index, insult, aim: aimOf(item, index, index, insult.part) });
  }
  return hits.filter(({ aim }) => aim.manner !== 'exempt').toSorted((a, b) => a.first - b.first);
}
