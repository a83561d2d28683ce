import type { Mention } from './groups.js';
import { role } from './lexicon/grammar.js';
import { has } from './noun-phrase.js';
import { gap, type Word } from './words.js';

type Part =
  | { kind: 'words'; words: ReadonlySet<string>; optional: boolean }
  | { kind: 'any'; optional: boolean }
  | { kind: 'adverbs' | 'fill' | 'group' | 'end' | 'stop'; optional: false };

export interface GroupMatch<T> {
  meaning: T;
  mention: Mention;
  /** All the words of the phrase, its group included: `[first, last]`. */
  first: number;
  last: number;
  /** The first word that is said of the group. */
  said: number;
}

const mostAdverbs = 3;
const mostFill = 6;

/** Colours what follows and changes nothing: "all", "really just a bunch of", "filthy". */
const fills = (word: Word): boolean =>
  !has(word, role.negation) &&
  (has(word, role.adverb | role.determiner | role.modifier | role.measure) ||
    word.form === 'of' ||
    word.form === 'ever' ||
    word.entry?.insult?.part === 'adjective' ||
    word.entry?.crude !== undefined ||
    word.form.endsWith('ly'));

const closing = role.conjunction | role.preposition | role.adverb | role.third | role.determiner;
const closers = new Set([
  'so',
  'as',
  'but',
  'with',
  'who',
  'that',
  'today',
  'please',
  'everywhere',
  'anymore',
  'period',
]);

function endsAt(words: readonly Word[], at: number): boolean {
  const word = words[at];
  return word === undefined || word.gap >= gap.comma || has(word, closing) || closers.has(word.form);
}

const stopsAt = (words: readonly Word[], at: number): boolean =>
  words[at] === undefined ||
  (words[at] as Word).gap >= gap.comma ||
  /^(?:and|or|but|at|anymore|now)$/.test((words[at] as Word).form);

/** Where a predicate of the group may begin: after it, its adverbs, "who live here", "from over there". */
function predicateStarts(words: readonly Word[], mention: Mention): number[] {
  const next = mention.last + 1;
  const starts = [next];
  let at = next;
  while (at - next < mostAdverbs && has(words[at], role.adverb) && (words[at] as Word).gap === gap.none) at++;
  if (at > next) starts.push(at);
  const link = words[at];
  if (link === undefined || link.gap > gap.comma || mention.pronoun) return starts;
  if (!has(link, role.preposition) && link.form !== 'who' && link.form !== 'that' && link.form !== 'which')
    return starts;
  for (let after = at + 2; after < at + 10; after++) {
    const word = words[after];
    if (word === undefined || word.gap >= gap.comma || word.quoted) break;
    if (has(word, role.conjunction | role.you | role.self)) break; // another clause, with a subject of its own
    if (has(word, role.copula | role.auxiliary) && !has(words[after - 1], role.conjunction)) starts.push(after);
    if (starts.length > 3) break;
  }
  return starts;
}

const transitive = new Set(
  'hate hates hated despise despises love loves support supports hire treat treats help helps'.split(' '),
);
/** "what they did to women is …": whatever follows is not said of the women. */
const isGoverned = (words: readonly Word[], { first }: Mention): boolean => {
  const before = words[first - 1];
  if (before === undefined || (words[first] as Word).gap > gap.none) return false;
  return (has(before, role.preposition) && before.form !== 'like') || transitive.has(before.form);
};

/** Phrases about a group, tried only around the groups that a comment names. */
export class GroupPatterns<T> {
  /** Phrases that begin with the group, by the words that may come next, adverbs apart. */
  readonly #said = new Map<string, { parts: Part[]; meaning: T }[]>();
  readonly #byFirst = new Map<string, { parts: Part[]; meaning: T }[]>();

  constructor(table: readonly (readonly [phrases: string, meaning: T])[]) {
    for (const [lines, meaning] of table) for (const line of lines.split(';')) this.#add(line.trim(), meaning);
  }

  #add(line: string, meaning: T): void {
    const parts = line.split(/\s+/).map(partOf);
    const pattern = { parts, meaning };
    const [first] = parts;
    if (first?.kind === 'group') {
      for (const word of nextWords(parts, line)) this.#said.set(word, [...(this.#said.get(word) ?? []), pattern]);
    } else if (first?.kind === 'words') {
      for (const word of first.words) this.#byFirst.set(word, [...(this.#byFirst.get(word) ?? []), pattern]);
    } else throw new TypeError(`a phrase begins with a word or a group: ${line}`);
  }

  matches(words: readonly Word[], mention: Mention): GroupMatch<T>[] {
    const found: GroupMatch<T>[] = [];
    for (const start of isGoverned(words, mention) ? [] : predicateStarts(words, mention)) {
      const word = words[start];
      if (word === undefined || word.gap >= gap.clause || word.quoted) continue;
      if (mention.plural && word.form === 'is') continue;
      for (let key = start; key - start <= 2 * mostAdverbs && words[key] !== undefined; key++) {
        for (const { parts, meaning } of this.#said.get((words[key] as Word).form) ?? []) {
          const end = matchFrom(words, start, parts, 1, mention);
          if (end > start) found.push({ meaning, mention, first: mention.first, last: end - 1, said: start });
        }
        if (!has(words[key], role.adverb)) break;
      }
    }
    for (let at = mention.first - 1; at >= 0 && mention.first - at <= reach; at--) {
      if ((words[at + 1] as Word).gap >= gap.clause || (words[at] as Word).quoted) break;
      this.#from(words, at, mention, this.#byFirst.get((words[at] as Word).form), found);
    }
    return found;
  }

  #from(
    words: readonly Word[],
    at: number,
    mention: Mention,
    known: { parts: Part[]; meaning: T }[] | undefined,
    found: GroupMatch<T>[],
  ): void {
    for (const { parts, meaning } of known ?? []) {
      const end = matchFrom(words, at, parts, 0, mention);
      if (end > mention.last) found.push({ meaning, mention, first: at, last: end - 1, said: at });
    }
  }
}

const reach = 10;

/** Every word that the phrase may go on with after its group and adverbs. */
function nextWords(parts: readonly Part[], line: string): Set<string> {
  const next = new Set<string>();
  for (const part of parts.slice(1)) {
    if (part.kind === 'adverbs') continue;
    if (part.kind !== 'words') throw new TypeError(`after its group a phrase goes on with a word: ${line}`);
    for (const word of part.words) next.add(word);
    if (!part.optional) return next;
  }
  throw new TypeError(`a phrase says something of its group: ${line}`);
}

function partOf(written: string): Part {
  if (written === '<G>') return { kind: 'group', optional: false };
  if (written === '<stop>') return { kind: 'stop', optional: false };
  if (written === '<end>') return { kind: 'end', optional: false };
  if (written === '<adv>') return { kind: 'adverbs', optional: false };
  if (written === '<fill>') return { kind: 'fill', optional: false };
  if (written.startsWith('<')) throw new TypeError(`no part is called ${written}`);
  const optional = written.endsWith('?');
  const bare = optional ? written.slice(0, -1) : written;
  return bare === '_' ? { kind: 'any', optional } : { kind: 'words', words: new Set(bare.split('|')), optional };
}

/** The index after the match, or -1. */
function matchFrom(words: readonly Word[], at: number, parts: readonly Part[], nth: number, mention: Mention): number {
  const part = parts[nth];
  if (part === undefined) return at;
  if (part.kind === 'end') return endsAt(words, at) ? matchFrom(words, at, parts, nth + 1, mention) : -1;
  if (part.kind === 'stop') return stopsAt(words, at) ? matchFrom(words, at, parts, nth + 1, mention) : -1;
  const word = words[at];
  const within = word !== undefined && (nth === 0 || word.gap < gap.clause) && !word.quoted;
  if (part.kind === 'group') {
    if (!within || at < mention.first || at > mention.core) return -1;
    return matchFrom(words, mention.last + 1, parts, nth + 1, mention);
  }
  if (part.kind === 'adverbs' || part.kind === 'fill') return matchSome(words, at, parts, nth, mention);
  if (within && (part.kind === 'any' || (part.kind === 'words' && part.words.has(word.form)))) {
    const end = matchFrom(words, at + 1, parts, nth + 1, mention);
    if (end > 0) return end;
  }
  return part.optional ? matchFrom(words, at, parts, nth + 1, mention) : -1;
}

/** As many adverbs or other colouring words as there are, then fewer. */
function matchSome(words: readonly Word[], at: number, parts: readonly Part[], nth: number, mention: Mention): number {
  const adverbs = parts[nth]?.kind === 'adverbs';
  const most = adverbs ? mostAdverbs : mostFill;
  let end = at;
  while (end - at < most) {
    const word = words[end];
    if (word === undefined || word.gap >= gap.clause || word.quoted) break;
    if (!(adverbs ? has(word, role.adverb) : fills(word))) break;
    end++;
  }
  for (; end >= at; end--) {
    const found = matchFrom(words, end, parts, nth + 1, mention);
    if (found > 0) return found;
  }
  return -1;
}
