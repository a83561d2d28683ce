import { links, normalise } from '@moderato/text';
import { found } from '../found.js';
import { insultBands } from '../lexicon/insults.js';
import { doubtfulSlurs, slurBands } from '../lexicon/slurs.js';
import { crudeness } from '../lexicon/taste.js';
import type { RawFinding, Rule } from '../rule.js';

const ascii = /^[\x20-\x7e]*$/;
/** Words of a name, how bad each makes it (0..1). */
const offensive = new Map<string, number>();
for (const { words, told, part } of insultBands) {
  if (part === 'noun' && told >= 0.9) for (const word of words.split(' ')) offensive.set(word, 0.62);
}
for (const [word, { confidence }] of crudeness()) if (confidence >= 0.5) offensive.set(word, confidence);
for (const [words, confidence] of slurBands) for (const word of words.split(' ')) offensive.set(word, confidence);
for (const word of doubtfulSlurs.split(' ')) offensive.delete(word);
// First names and surnames.
for (const word of ['dick', 'cock', 'dicks', 'cocks', 'randy', 'gay', 'prick']) offensive.delete(word);

/** Too strong to be a part of any name. */
const anywhere = /fuck|(?<!s)cunt|nigg(?:er|a(?!rd))|faggot|motherf|cocksuck|asshole|heilhitler|whitepower|killall/;
const leet: Record<string, string> = { 0: 'o', 1: 'i', 3: 'e', 4: 'a', 5: 's', 7: 't', '@': 'a', $: 's', '!': 'i' };
const joint = /(?<=\p{Ll})(?=\p{Lu})|[^\p{L}]+/u;

const unleet = (text: string): string => text.replace(/[013457@$!]/g, (sign) => leet[sign] as string);

function worst(name: string): number {
  const plain = ascii.test(name) ? name : normalise(name).plain.text;
  const read = unleet(plain);
  if (anywhere.test(read.toLowerCase().replace(/[^\p{L}]+/gu, ''))) return 0.88;
  let most = 0;
  for (const text of read === plain ? [plain] : [plain, read]) {
    for (const word of text.split(joint)) most = Math.max(most, offensive.get(word.toLowerCase()) ?? 0);
  }
  return most;
}

const finding = (confidence: number, explanation: string): RawFinding[] => [
  found('username', { severity: 'moderate', confidence, explanation }),
];

/** A name that insults, is obscene or hateful, or is an address. */
export const username: Rule = {
  id: 'username',
  onlyWhereAsked: true,
  reads: ['name'],
  evaluate({ submission: { author } }) {
    const name = author?.name?.slice(0, 200) ?? '';
    if (name === '') return [];
    const confidence = worst(name);
    if (confidence >= 0.5) return finding(confidence, 'Its author goes by an offensive name.');
    const isAddress = name.includes('.') && (name.includes('@') || links(name).length > 0);
    return isAddress ? finding(0.64, 'Its author goes by an address for a name.') : [];
  },
};
