import type { Item } from '../item.js';
import { innocentBefore } from '../lexicon/taste.js';
import { Phrases } from '../phrases.js';
import { besideName, isCapital, isPlace, isTitle } from '../proper-names.js';
import { type Evidence, findingsOf, type Rule } from '../rule.js';
import { isMentioned } from '../slurs.js';
import { gap, type Word } from '../words.js';

const explanations = {
  PROFANITY: 'Uses profane or vulgar words.',
  SEXUALLY_EXPLICIT: 'Uses sexually explicit words.',
};

const sexual = new Phrases<number>([
  [
    'blow job|jobs; hand job|jobs; suck|sucking|sucks his|her|your|my dick|cock|balls; jerk|jerking|jerked off; ' +
      'jack|jacking|jacked off; wet pussy; hard on for; gang bang; circle jerk; eat|lick|licking my|her pussy|ass',
    0.84,
  ],
]);

const gore = new Phrases<number>([
  [
    'rip|tear|ripped|tore _? _? guts|throat|heart|intestines|head out|off|open; gouge|gouged _? _? eyes out; ' +
      'smash|smashed|smashing _? skull|brains in|out|open; brains splattered|blown|dripping; skull fuck|fucked; ' +
      'intestines spilling|hanging|dangling; chop|chopped|hack|hacked _? _? head|limbs|arms|legs|fingers off; eat _? flesh; ' +
      'bathe in _? blood; maggots crawling|eating; rotting corpse|flesh',
    0.62,
  ],
]);

const mayBeNames = /^(?:dick|cock|pussy|ass|tits|hell)/;

/** "Dick Cheney" and "Mr. Dick" are names: written with a capital next to another. */
function isProperName(item: Item, index: number): boolean {
  const word = item.words[index] as Word;
  if (isTitle(item, index) || isPlace(item, index)) return true;
  if (!mayBeNames.test(word.form)) return false;
  if (item.personAt(index) !== undefined || besideName(item, index)) return true;
  if (word.form !== 'dick' || !isCapital(item, index)) return false;
  return (word.gap < gap.sentence && index > 0) || item.words[index + 1]?.gap === gap.comma;
}

function crudeWords(item: Item): Evidence[] {
  const found: Evidence[] = [];
  for (const index of item.offensive) {
    const word = item.words[index] as Word;
    const crude = word.entry?.crude;
    if (crude === undefined) continue;
    const next = item.words[index + 1];
    if (next?.gap === 0 && innocentBefore.get(word.form)?.has(next.form)) continue;
    // An insult that is talked about, or complained of, is not its author's language.
    if (word.entry?.insult !== undefined && isMentioned(item.words, index)) continue;
    if (isProperName(item, index)) continue;
    const { confidence, severity, label } = crude;
    found.push({
      confidence,
      severity,
      target: 'none',
      explanation: explanations[label],
      first: index,
      last: index,
      raises: { [label]: 1, TOXICITY: 0.8 },
    });
  }
  return found;
}

/** Profanity, obscenity, sexual and gory language, by degree: "damn" weighs next to nothing. */
export const goodTaste: Rule = {
  id: 'good-taste',
  evaluate(item) {
    const said: Evidence[] = [];
    for (const { meaning: confidence, first, last } of sexual.matches(item)) {
      const explanation = explanations.SEXUALLY_EXPLICIT;
      said.push({
        confidence,
        severity: 'moderate',
        target: 'none',
        explanation,
        first,
        last,
        raises: { SEXUALLY_EXPLICIT: 1, TOXICITY: 0.7 },
      });
    }
    for (const { meaning: confidence, first, last } of gore.matches(item)) {
      const explanation = 'Describes violence to a body in gory detail.';
      said.push({
        confidence,
        severity: 'moderate',
        target: 'none',
        explanation,
        first,
        last,
        raises: { TOXICITY: 0.7, SEVERE_TOXICITY: 0.4 },
      });
    }
    return findingsOf('good-taste', item, [...crudeWords(item), ...said]);
  },
};
