import { misspellings, splits } from './evasions.js';
import { contractedTail, contractions, role, roles } from './grammar.js';
import { type GroupWord, groupWords, peopleOpeners } from './group-words.js';
import { dehumanising, type Insult, insultBands } from './insults.js';
import { doubtfulSlurs, slurBands } from './slurs.js';
import { type Crudeness, crudeness } from './taste.js';
import { numberOf } from './vocabulary.js';

/** All that is known of one word. */
export interface Entry {
  word: string;
  roles: number;
  insult: Insult | undefined;
  crude: Crudeness | undefined;
  /** 0..1: how far the word denies a group that its members are people. */
  dehumanises: number | undefined;
  /** It names a group that people are born or believe into, or a member of one. */
  group: GroupWord | undefined;
  /** With what follows it may name one: "people of color". */
  gathers: boolean;
  /** Confidence (0..1) that the word is a slur against a group. */
  slur: number | undefined;
  /** A phrase of some rule begins with it. */
  opens: boolean;
  /** Where a word run together comes apart: 3 for "you|re"; 0 where it is one word. */
  joint: number;
  /** Second parts that make a strong word of it, and which: "id" + "iot". */
  splits: ReadonlyMap<string, string> | undefined;
  /** It counts as a slur only where it is aimed at somebody. */
  doubtful: boolean;
}

/** All fields from the start: objects of one shape are read several times as fast. */
const blank = (word: string): Entry => ({
  word,
  roles: 0,
  insult: undefined,
  crude: undefined,
  dehumanises: undefined,
  group: undefined,
  gathers: false,
  slur: undefined,
  opens: false,
  joint: 0,
  splits: undefined,
  doubtful: false,
});

const plural = (noun: string): string => {
  if (/(?:s|x|z|ch|sh)$/.test(noun)) return `${noun}es`;
  if (/[^aeiou]y$/.test(noun)) return `${noun.slice(0, -1)}ies`;
  return `${noun}s`;
};

/** A doubled letter, or more of it, is one letter: for words written "idiooot". */
export const squeeze = (form: string): string => form.replace(/(.)\1+/g, '$1');

const rolesOf = ({ form, everyday }: GroupWord): number => {
  if (everyday) return form === 'trait' ? role.modifier : role.person;
  return form === 'many' ? role.group | role.identity : form === 'trait' ? role.identity | role.modifier : 0;
};

function build(): Map<string, Entry> {
  const all = new Map<string, Entry>();
  const entry = (word: string): Entry => {
    const known = all.get(word) ?? blank(word);
    all.set(word, known);
    return known;
  };
  for (const [word, bits] of roles()) entry(word).roles = bits;
  for (const [word, joint] of Object.entries(contractions)) entry(word).joint = joint;
  for (const [word, group] of groupWords()) {
    const known = entry(word);
    known.group = group;
    known.roles |= rolesOf(group);
  }
  for (const word of peopleOpeners) entry(word).gathers = true;
  for (const { words, ...insult } of insultBands) {
    for (const word of words.split(' ')) {
      entry(word).insult = insult;
      if (insult.part === 'noun') entry(plural(word)).insult ??= insult;
    }
  }
  for (const [word, crude] of crudeness()) entry(word).crude = crude;
  for (const [words, weight] of dehumanising) for (const word of words.split(' ')) entry(word).dehumanises = weight;
  for (const [words, confidence] of slurBands) for (const word of words.split(' ')) entry(word).slur = confidence;
  for (const word of doubtfulSlurs.split(' ')) Object.assign(entry(word), { slur: 0.85, doubtful: true });
  // A word that insults is no mere intensifier, whatever else it can be.
  for (const known of all.values()) if (known.insult) known.roles &= ~role.modifier;
  return all;
}

const lexicon = build();
for (const [form, word] of misspellings()) {
  const meant = lexicon.get(word);
  if (meant !== undefined && !lexicon.has(form)) lexicon.set(form, meant);
}
for (const [first, seconds] of splits()) {
  const known = lexicon.get(first);
  if (known === undefined) lexicon.set(first, { ...blank(first), splits: seconds });
  else known.splits = seconds;
}

/** What makes a word worth a look, as bits. */
export const notable = { opens: 1, offends: 2, group: 4 } as const;
const entries: (Entry | undefined)[] = [];
const notes: number[] = [];

/** Whether the word can break a rule by itself. */
export const offends = ({ insult, crude, slur, dehumanises }: Entry): boolean =>
  (insult ?? crude ?? slur ?? dehumanises) !== undefined;

const isOffensive = (entry: Entry): boolean => (entry.insult ?? entry.crude ?? entry.slur) !== undefined;

const squeezed = new Map<string, Entry>();
/** By length and first letter: what "f**k" may stand for. */
const starrable = new Map<string, Entry[]>();
for (const [word, entry] of lexicon) {
  if (!isOffensive(entry)) continue;
  if (!squeezed.has(squeeze(word))) squeezed.set(squeeze(word), entry);
  const strong = (entry.crude?.confidence ?? 0) >= 0.5 || (entry.slur ?? 0) > 0.9 || (entry.insult?.told ?? 0) > 0.9;
  if (word.length < 4 || !strong) continue;
  const key = word.length + word.slice(0, 1);
  starrable.set(key, [...(starrable.get(key) ?? []), entry]);
}

// "s**t" is the swear-word before it is anything else.
for (const entries of starrable.values()) {
  entries.sort((a, b) => Number(b.crude?.label === 'PROFANITY') - Number(a.crude?.label === 'PROFANITY'));
}

/** At most half of the letters may hide behind stars, or all but the first of a four-letter word. */
function starred(form: string): Entry | undefined {
  const shown = form.replace(/[*#]/g, '').length;
  if (shown === 0 || (shown * 2 < form.length && !(shown === 1 && form.length === 4))) return undefined;
  for (const entry of starrable.get(form.length + form.slice(0, 1)) ?? []) {
    const { word } = entry;
    let same = true;
    for (let i = 1; same && i < form.length; i++) same = form[i] === word[i] || form[i] === '*' || form[i] === '#';
    if (same) return entry;
  }
  return undefined;
}

function enter(form: string, entry: Entry): void {
  const number = numberOf(form);
  entries[number] = entry;
  notes[number] =
    (entry.opens ? notable.opens : 0) |
    (offends(entry) ? notable.offends : 0) |
    (entry.group !== undefined || entry.gathers ? notable.group : 0);
}

for (const [form, entry] of lexicon) enter(form, entry);
for (const tail of Object.values(contractedTail)) numberOf(tail);

/** Phrases are looked for at these words only. Told while modules load, never later. */
export function markOpener(word: string): void {
  const known = lexicon.get(word) ?? blank(word);
  known.opens = true;
  lexicon.set(word, known);
  enter(word, known);
}

/** What is known of the word with this number, if anything. */
export const entryOf = (number: number): Entry | undefined => entries[number];
/** Bits of `notable`. */
export const notesOf = (number: number): number => notes[number] ?? 0;

export const lookUp = (form: string): Entry | undefined => lexicon.get(form);

/** What a word that is none itself may stand for where it has stars, or was longer as written. */
export function undisguise(form: string): Entry | undefined {
  if (form.includes('*') || form.includes('#')) return starred(form) ?? lexicon.get(form.replace(/[*#]+$/, ''));
  return squeezed.get(squeeze(form));
}
