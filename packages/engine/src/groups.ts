import type { Item } from './item.js';
import { role } from './lexicon/grammar.js';
import { countable, type GroupWord, peopleNouns, peopleOf, personNouns } from './lexicon/group-words.js';
import { wordSet } from './lexicon/word-set.js';
import { has } from './noun-phrase.js';
import { gap, type Word } from './words.js';

/** A group of people as a comment speaks of it, with all that leads up to the noun ("all these dirty …"). */
export interface Mention {
  /** Words `[first, last]`; `core` is where the group's own name begins. */
  first: number;
  core: number;
  last: number;
  /** 0..1, that what is said of it is said of a group that people are born or believe into. */
  weight: number;
  /** "every", "all": nobody is left out. */
  sweeping: boolean;
  /** "some", "a few": what is said may well be true of them. */
  partial: boolean;
  /** "no Muslim …": a denial turns into its opposite. */
  none: boolean;
  /** Members that the author knows or points at; they only serve what "they" refers back to. */
  particular: boolean;
  policy: boolean;
  pronoun: boolean;
  /** A man, a lady: whoever is meant is meant as a person, not for the group. */
  single: boolean;
  /** Several people: "is" can then not be said of them. */
  plural: boolean;
}

const sweeping = wordSet('all every any each most always entire whole');
const partial = wordSet('some few several certain many one two three four five six ten other both half more handful');
const owners = wordSet('my our his her their your its');
const pointing = wordSet('the this these that those');
const restricted = wordSet('illegal undocumented criminal convicted violent radical extremist armed');
const praising = wordSet(
  'decent honest smart innocent normal nice clean moderate intelligent hardworking peaceful trustworthy',
);
const compound = wordSet('anti pro non ex former fellow');

const leads = role.determiner | role.adverb | role.modifier | role.negation;
const describes = (word: Word): boolean =>
  word.entry?.insult?.part === 'adjective' ||
  word.entry?.crude !== undefined ||
  word.entry?.group?.form === 'trait' ||
  restricted.has(word.form) ||
  praising.has(word.form) ||
  sweeping.has(word.form) ||
  partial.has(word.form) ||
  has(word, leads) ||
  (word.form === 'of' && word.gap === gap.none);
const longestLead = 6;
/** More than anybody reads: the rest of a flood adds nothing. */
const mostMentions = 500;

interface Lead {
  first: number;
  determiner: string;
  sweeping: boolean;
  partial: boolean;
  owned: boolean;
  restricted: boolean;
}

/** What leads up to the noun at `core`. */
function leadOf(words: readonly Word[], core: number): Lead {
  const lead: Lead = { first: core, determiner: '', sweeping: false, partial: false, owned: false, restricted: false };
  for (let at = core - 1; at >= 0 && core - at <= longestLead; at--) {
    const word = words[at] as Word;
    const between = (words[at + 1] as Word).gap;
    if (word.quoted || between >= gap.clause || (between === gap.comma && !word.entry?.insult)) break;
    if (!describes(word) || has(word, role.copula | role.self)) break;
    if (word.form === "n't" || word.form === 'not') break;
    lead.first = at;
    lead.sweeping ||= sweeping.has(word.form);
    lead.partial ||= partial.has(word.form);
    lead.owned ||= owners.has(word.form);
    lead.restricted ||= restricted.has(word.form);
    if (lead.determiner === '' && has(word, role.determiner)) lead.determiner = word.form;
  }
  // "hatred of …": the "of" belongs to what stands before it, unless that counts the group ("all of the …").
  if (lead.first < core && words[lead.first]?.form === 'of') lead.first++;
  return lead;
}

/** Where the group's name ends, and whether one or many are meant; null where the word is no group here ("gay marriage"). */
function nameAt(words: readonly Word[], at: number, group: GroupWord): { last: number; many: boolean } | null {
  const next = (n: number): Word | undefined => {
    const word = words[n];
    return word !== undefined && word.gap === gap.none && !word.quoted ? word : undefined;
  };
  if (group.form === 'many') {
    const after = next(at + 1);
    if (after?.form === "'s") return null;
    return { last: after && peopleNouns.has(after.form) ? at + 1 : at, many: true };
  }
  let last = at;
  for (let n = at + 1; n <= at + 3; n++) {
    const { form, entry, roles } = next(n) ?? {};
    if (form === undefined) break;
    if (peopleNouns.has(form)) return { last: n, many: true };
    if (personNouns.has(form)) return { last: n, many: false };
    if (entry?.group?.form === 'many') return { last: n, many: true };
    if (entry?.group?.form === 'trait' || (roles ?? 0) & role.modifier) last = n;
    else break;
  }
  const follower = next(last + 1);
  const ends =
    follower === undefined ||
    has(follower, role.copula | role.auxiliary | role.preposition | role.conjunction | role.adverb | role.negation) ||
    has(follower, role.determiner | role.third | role.self | role.you) ||
    follower.entry?.opens === true;
  if (!ends || follower?.form === "'s") return null;
  if (group.form === 'one' || countable.has((words[last] as Word).form)) return { last, many: false };
  return group.alone && words[at - 1]?.form === 'the' ? { last, many: true } : null;
}

const article = wordSet('a an');
const collective = wordSet('community population race lot crowd family');
const everyone = wordSet('a an any every no each another single');

function mentionAt(words: readonly Word[], at: number, group: GroupWord): Mention | null {
  const name = nameAt(words, at, group);
  if (name === null || (words[at]?.gap === gap.none && compound.has(words[at - 1]?.form ?? ''))) return null;
  const lead = leadOf(words, at);
  const { determiner } = lead;
  const before = words[lead.first - 1];
  const addressed = has(before, role.you) && (words[lead.first] as Word).gap === gap.none;
  const own = has(before, role.self) && (words[lead.first] as Word).gap === gap.none && before?.form !== 'i';
  if (!name.many && determiner === '' && !addressed) return null;
  const denied = before?.form === 'not' && (lead.sweeping || lead.partial); // "not all Muslims are …"
  const specific = name.many ? pointing.has(determiner) && !lead.sweeping : !everyone.has(determiner);
  const named = words.slice(at, name.last + 1).map(({ entry }) => entry?.group);
  const everyday = named.every((one) => one === undefined || one.everyday);
  return {
    first: lead.first,
    core: at,
    last: name.last,
    weight: group.weight,
    sweeping: lead.sweeping || (!name.many && everyone.has(determiner) && !article.has(determiner)),
    partial: lead.partial && !lead.sweeping,
    none: determiner === 'no',
    particular:
      lead.owned ||
      own ||
      denied ||
      (specific && (everyday || !name.many) && !addressed) ||
      (everyday && !name.many && article.has(determiner)),
    policy: group.policy || lead.restricted,
    pronoun: false,
    single: everyday && !name.many && !addressed,
    plural: name.many && !collective.has((words[name.last] as Word).form),
  };
}

/** "people of color", "those with autism". */
function peopleAt(words: readonly Word[], at: number): Mention | null {
  const next = words[at + 1];
  const after = words[at + 2];
  if (next === undefined || next.gap > gap.none || !peopleOf.get(next.form)?.has(after?.form ?? '')) return null;
  let last = at + 2;
  if (after?.form === 'a' || after?.form === 'down' || after?.form === 'special') last++;
  const { first, sweeping: all, partial: some, owned } = leadOf(words, at);
  const flags = {
    weight: 1,
    sweeping: all,
    partial: some,
    none: false,
    particular: owned,
    policy: false,
    single: false,
    plural: true,
  };
  return { first, core: at, last: Math.min(last, words.length - 1), ...flags, pronoun: false };
}

const crowd = wordSet('people animals creatures things lot kind folks freaks monsters pigs types ones');

/** "they", "those people", "their kind" after a group was named; another crowd in between takes the pronoun over. */
function pronouns(words: readonly Word[], named: readonly Mention[]): Mention[] {
  const found: Mention[] = [];
  const furthest = 40;
  let nth = 0;
  for (let at = (named[0] as Mention).last + 1; at < words.length && found.length < mostMentions; at++) {
    while (nth + 1 < named.length && (named[nth + 1] as Mention).core <= at) nth++;
    const { last, policy, weight } = named[nth] as Mention;
    if (at <= last || at - last > furthest) continue;
    const word = words[at] as Word;
    if (word.quoted) continue;
    const next = words[at + 1];
    const points =
      (word.form === 'these' || word.form === 'those' || word.form === 'such' || word.form === 'their') &&
      next?.gap === gap.none &&
      crowd.has(next.form);
    if (!points && word.form !== 'they' && word.form !== 'them') continue;
    if (takenOver(words, last + 1, at)) continue;
    const flags = {
      weight: weight * (points ? 1 : 0.85),
      sweeping: false,
      partial: false,
      none: false,
      single: false,
      plural: true,
    };
    found.push({ first: at, core: at, last: points ? at + 1 : at, ...flags, particular: false, policy, pronoun: true });
  }
  return found;
}

/** Other people who "they" may be, another kind of group, or a whole sentence about something else. */
function takenOver(words: readonly Word[], from: number, to: number): boolean {
  let sentences = 0;
  for (let at = from; at <= to; at++) {
    const { roles, gap: before } = words[at] as Word;
    if (before === gap.sentence) sentences++;
    if (roles & role.group && !(roles & role.identity)) return true;
  }
  return sentences > 1;
}

/** In the order of the words: groups by name, then those that pronouns stand for. */
export function mentionsIn(item: Item): Mention[] {
  const { words } = item;
  const named: Mention[] = [];
  for (const at of item.groups.slice(0, mostMentions)) {
    if (at <= (named.at(-1)?.last ?? -1)) continue;
    const { entry } = words[at] as Word;
    const mention = entry?.group ? mentionAt(words, at, entry.group) : peopleAt(words, at);
    if (mention !== null) named.push(mention);
  }
  return named.length === 0 ? named : [...named, ...pronouns(words, named)];
}
