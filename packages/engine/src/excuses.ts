import type { OffendingWord, Signals } from '@moderato/civility';
import { originalSpan } from '@moderato/text';
import { aimOf } from './aim.js';
import { type InsultHit, insultsIn } from './insults.js';
import type { Item } from './item.js';
import { role } from './lexicon/grammar.js';
import { isCapital } from './proper-names.js';
import { isMentioned } from './slurs.js';
import { isNotOwn } from './voice.js';
import { gap, type Word } from './words.js';

/** From here on a noun is said of people and hardly of things: "idiot", unlike "disgrace". */
const ofPeople = 0.35;
const somebody = role.you | role.your | role.third | role.author | role.person | role.group | role.identity;
const ofThings = role.copula | role.self | role.determiner;
/** "Get lost": shorter sayings are meant for somebody. */
const fewestWords = 4;

const opens = ({ words }: Item, index: number): boolean => index === 0 || (words[index]?.gap ?? 0) >= gap.sentence;

/** Things, ideas or oneself are spoken of, and no other person, group or name anywhere in the author's own words. */
function speaksOfNobody(item: Item): boolean {
  const own = item.words.filter(({ quoted }) => !quoted);
  const named = item.words.some(
    ({ quoted, roles }, at) => !quoted && roles === 0 && isCapital(item, at) && !opens(item, at),
  );
  return (
    own.length >= fewestWords && !named && !own.some((w) => w.roles & somebody) && own.some((w) => w.roles & ofThings)
  );
}

/** Every insult is denied, of oneself, or aimed at a thing or an idea: what sounds rude attacks nobody. */
export function attacksNobody(item: Item): boolean {
  const insults = insultsIn(item);
  const ofThing = ({ aim, insult }: InsultHit): boolean =>
    aim.manner === 'thing' || (aim.manner === 'bare' && (insult.part === 'adjective' || insult.third < ofPeople));
  if (speaksOfNobody(item)) return insults.every(ofThing);
  const insulting = item.offensive.some((index) => item.words[index]?.entry?.insult !== undefined);
  return insulting && insults.every(({ aim }) => aim.manner === 'thing');
}

function isTold(item: Item, at: number): boolean {
  const { words } = item;
  const insult = (words[at] as Word).entry?.insult;
  const manner = insult && aimOf(item, at, at, insult.part).manner;
  if (manner === 'told' || manner === 'asked') return false;
  return manner === 'exempt' || isMentioned(words, at) || isNotOwn(words, at, at);
}

/** The author's own words that the model marks. */
function markedIn({ words, text }: Item, marked: Signals['words']): number[] {
  const sure = marked.filter(({ weight }) => weight >= 0.5);
  const found: number[] = [];
  let next = 0;
  for (let at = 0; at < words.length && next < sure.length; at++) {
    const word = words[at] as Word;
    const { start, end } = originalSpan(text.folded, word.start, word.end);
    while (next < sure.length && (sure[next] as OffendingWord).end <= start) next++;
    if (!word.quoted && next < sure.length && (sure[next] as OffendingWord).start < end) found.push(at);
  }
  return found;
}

/** Whoever called somebody that, it was not the author, who tells of it, objects to it, or speaks of the word. */
export function isOnlyTold(item: Item, signals: Signals): boolean {
  const weighed = item.offensive.length > 0 ? item.offensive : markedIn(item, signals.words);
  return weighed.length > 0 && weighed.every((at) => isTold(item, at));
}
