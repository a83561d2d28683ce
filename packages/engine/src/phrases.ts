import type { Item } from './item.js';
import { role } from './lexicon/grammar.js';
import { markOpener } from './lexicon/lexicon.js';
import { gap, type Word } from './words.js';

interface Part {
  words: ReadonlySet<string> | null;
  roles: number;
  optional: boolean;
}

const roleNames: Record<string, number> = {
  you: role.you,
  your: role.your,
  self: role.self,
  det: role.determiner,
  be: role.copula,
  group: role.group | role.third,
};

/** Whether the words from `first` on are an order or a call: nothing but "just", "please" or "you" leads up to them. */
export function isOrder(words: readonly Word[], first: number): boolean {
  for (let at = first; at >= 0; at--) {
    if ((words[at] as Word).gap >= gap.comma || at === 0) return true;
    const { roles, form } = words[at - 1] as Word;
    const leads = roles & (role.adverb | role.you | role.conjunction) || form === 'please' || words[at - 1]?.mention;
    if (!leads || first - at > 4) return false;
  }
  return true;
}

/** `them` and `they`: a person as object and as subject. Names are no role, so the caller says who is one. */
const persons: Record<string, ReadonlySet<string>> = {
  them: new Set('you u him her them himself herself themselves this that these those'.split(' ')),
  they: new Set('you u ya he she they'.split(' ')),
};
const anyName = -1;

export interface Match<T> {
  meaning: T;
  /** Words `[first, last]`, both included. */
  first: number;
  last: number;
}

/**
 * Phrases by their first word. `a|b` is either, `a?` may be missing, `<you>` is a role, `<adv>` up to three
 * adverbs, `<them>` and `<they>` a person as object and as subject, `_` one word of any kind, `_?` one or none.
 */
export class Phrases<T> {
  readonly #byFirst = new Map<string, { parts: Part[]; meaning: T }[]>();

  constructor(table: readonly (readonly [phrases: string, meaning: T])[]) {
    for (const [lines, meaning] of table) {
      for (const phrase of lines.split(';')) this.#add(phrase.trim(), meaning);
    }
  }

  #add(phrase: string, meaning: T): void {
    const parts = phrase.split(/\s+/).flatMap((part) => (part === '<adv>' ? [adverb, adverb, adverb] : [partOf(part)]));
    const first = parts[0];
    if (first?.words == null) throw new TypeError(`a phrase begins with a word: ${phrase}`);
    for (const word of first.words) {
      const known = this.#byFirst.get(word) ?? [];
      known.push({ parts, meaning });
      this.#byFirst.set(word, known);
      markOpener(word);
    }
  }

  /** Every phrase of the item's, at most one from each word on; none reaches over a clause's end or into a quotation. */
  matches({ words, openers, isName }: Pick<Item, 'words' | 'openers' | 'isName'>): Match<T>[] {
    const found: Match<T>[] = [];
    for (const i of openers) {
      const known = this.#byFirst.get((words[i] as Word).form);
      if (known === undefined) continue;
      for (const { parts, meaning } of known) {
        const end = matchFrom(words, i, parts, 0, isName);
        if (end <= i) continue;
        found.push({ meaning, first: i, last: end - 1 });
        break;
      }
    }
    return found;
  }
}

const adverb: Part = { words: null, roles: role.adverb, optional: true };

function partOf(written: string): Part {
  const optional = written.endsWith('?');
  const bare = optional ? written.slice(0, -1) : written;
  if (bare === '_') return { words: null, roles: 0, optional };
  const named = /^<(\w+)>$/.exec(bare)?.[1];
  const people = persons[named ?? ''];
  if (people !== undefined) return { words: people, roles: anyName, optional };
  if (named !== undefined) {
    const roles = roleNames[named];
    if (roles === undefined) throw new TypeError(`no role is called ${named}`);
    return { words: null, roles, optional };
  }
  return { words: new Set(bare.split('|')), roles: 0, optional };
}

function fits(part: Part, word: Word, isName: (word: Word) => boolean): boolean {
  if (part.words !== null) {
    return part.words.has(word.form) || (part.roles === anyName && ((word.roles & role.author) !== 0 || isName(word)));
  }
  return part.roles === 0 || (word.roles & part.roles) !== 0;
}

/** The index after the match, or -1. Phrases are short, so trying both ways of an optional part stays cheap. */
function matchFrom(
  words: readonly Word[],
  at: number,
  parts: readonly Part[],
  nth: number,
  isName: (word: Word) => boolean,
): number {
  const part = parts[nth];
  if (part === undefined) return at;
  const word = words[at];
  const within = word !== undefined && (nth === 0 || (word.gap < gap.clause && !word.quoted));
  if (within && fits(part, word, isName)) {
    const end = matchFrom(words, at + 1, parts, nth + 1, isName);
    if (end > 0) return end;
  }
  return part.optional ? matchFrom(words, at, parts, nth + 1, isName) : -1;
}
