import { aimOf } from './aim.js';
import type { Item } from './item.js';
import { role } from './lexicon/grammar.js';
import { reclaimed } from './lexicon/slurs.js';
import { wordSet } from './lexicon/word-set.js';
import { has } from './noun-phrase.js';
import type { Evidence } from './rule.js';
import { isNotOwn } from './voice.js';
import { gap, type Word } from './words.js';

const mentioning = wordSet(
  'word words term terms slur slurs epithet epithets insult insults expression say saying said using use used uses using hurl hurled shout ' +
    'shouted yell yelled like "',
);
const judged = wordSet(
  'slur slurs word words term terms epithet offensive hateful racist insult derogatory hurtful unacceptable',
);
const own = wordSet('we us my our fellow as myself');
const aimed = new Set(['told', 'asked', 'third']);
const nearby = 4;

/** The word itself is talked about: "the word …", "called him a …", "… is a slur". */
export function isMentioned(words: readonly Word[], at: number): boolean {
  if (words[at - 1]?.form === 'van') return true; // a surname
  for (let i = at - 1; i >= 0 && at - i <= nearby; i--) {
    const word = words[i] as Word;
    if ((words[i + 1] as Word).gap >= gap.clause) break;
    if (has(word, role.naming)) return !has(words[i - 1], role.self);
    if (word.form !== 'like' && mentioning.has(word.form)) return true;
  }
  for (let i = at + 1; i <= at + nearby; i++) {
    const word = words[i];
    if (word === undefined || word.gap >= gap.clause) return false;
    if (judged.has(word.form)) return has(words[at + 1], role.copula);
  }
  return false;
}

/** "we queers", "my …", "as a …", "I'm a …" */
function isReclaimed(words: readonly Word[], at: number): boolean {
  if (!reclaimed.has((words[at] as Word).form)) return false;
  for (let i = at - 1; i >= 0 && at - i <= 3; i--) {
    const word = words[i] as Word;
    if ((words[i + 1] as Word).gap >= gap.clause) return false;
    if (own.has(word.form) || (has(word, role.self) && has(words[i + 1], role.copula))) return true;
  }
  return false;
}

/** A word that may mean something else counts where it is aimed at people: "you …", "dirty …", "those … are". */
function isAimed(words: readonly Word[], at: number, manner: string): boolean {
  if (aimed.has(manner)) return true;
  const before = words[at - 1];
  if (before === undefined || (words[at] as Word).gap > gap.none) return false;
  return has(before, role.you) || before.entry?.insult?.part === 'adjective' || before.entry?.crude !== undefined;
}

/** Slurs as such: used, not mentioned, nor taken back by those whom they are meant for. */
export function slursIn(item: Item): Evidence[] {
  const { words } = item;
  const found: Evidence[] = [];
  for (const index of item.offensive) {
    const entry = words[index]?.entry;
    if (entry?.slur === undefined) continue;
    const { manner, target } = aimOf(item, index, index, 'noun');
    if (manner === 'exempt' || (entry.doubtful && !isAimed(words, index, manner))) continue;
    if (isMentioned(words, index) || isReclaimed(words, index) || isNotOwn(words, index, index)) continue;
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
