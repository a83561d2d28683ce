import type { Submission, Target } from '@moderato/domain';
import { type NormalisedText, normalise, originalSpan } from '@moderato/text';
import { role } from './lexicon/grammar.js';
import { lookUp, offends } from './lexicon/lexicon.js';
import { has } from './noun-phrase.js';
import { gap, type Word, wordsOf } from './words.js';

const longestName = 200;
const longestTitle = 500;
const mostTitleWords = 40;
/** Headlines that capitalise every word say nothing of who is a person. */
const headlineShare = 0.6;
const notNames = /(?:tion|ment|ness|ing|ity|ers?|s)$/;
const insulting = /tard|scum|dumb|idiot|moron|turd|shit|nazi|clown|liar|crook|pig|bag|fraud|hole|stein|nuts|puppet/;

const isPlain = (form: string): boolean => {
  const entry = lookUp(form);
  return entry === undefined || (entry.roles === 0 && !offends(entry));
};

/**
 * The people that a submission tells of: those in the story, the one replied to, and those whom the story's title or
 * address seems to name. Surnames alone count, and what insults make of a name ("Quellentard").
 */
export class Names {
  readonly #sure = new Map<string, Target>();
  /** Short names ("Un") count after another name only, for they are words elsewhere. */
  readonly #short = new Map<string, Target>();
  /** Words of the title or address: names where the comment capitalises them. True: surely names. */
  readonly #maybe = new Map<string, boolean>();

  constructor(
    { story, parent }: Submission,
    private readonly text: NormalisedText,
  ) {
    for (const person of story?.people ?? []) this.#add(person, 'storyPerson');
    if (parent?.author) this.#add(parent.author, 'commenter');
    if (story?.title) this.#addTitle(story.title.slice(0, longestTitle));
    if (story?.url) this.#addAddress(story.url.slice(-longestTitle));
  }

  #add(name: string, target: Target): void {
    for (const { form } of wordsOf(normalise(name.slice(0, longestName)).folded)) {
      if (form.length < 3) this.#short.set(form, target);
      else if (isPlain(form)) this.#sure.set(form, target);
    }
  }

  #addTitle(title: string): void {
    const written = title.match(/[\p{L}][\p{L}'’-]*/gu)?.slice(0, mostTitleWords) ?? [];
    const capitals = written.filter((word) => /^\p{Lu}\p{Ll}/u.test(word));
    const isHeadline = capitals.length > written.length * headlineShare;
    for (const word of isHeadline ? capitals : capitals.filter((one) => one !== written[0])) {
      const form = word.toLowerCase().replace(/['’]s$/, '');
      if (form.length >= 4 && isPlain(form)) this.#maybe.set(form, !isHeadline);
    }
  }

  #addAddress(url: string): void {
    const last = /\/([a-z\d-]{8,})\/?(?:[?#].*)?$/i.exec(url)?.[1] ?? '';
    for (const form of last.toLowerCase().split('-').slice(0, mostTitleWords)) {
      if (/^[a-z]{4,}$/.test(form) && isPlain(form) && !this.#maybe.has(form)) this.#maybe.set(form, false);
    }
  }

  has(word: Word): boolean {
    return word.mention || this.#sure.has(word.form) || this.#nicknamed(word) !== undefined;
  }

  /** Who the word at `index` names. */
  at(words: readonly Word[], index: number): Target | undefined {
    const word = words[index];
    if (word === undefined) return undefined;
    if (word.mention) return 'commenter';
    const before = words[index - 1];
    const sure = this.#sure.get(word.form) ?? this.#nicknamed(word);
    if (sure !== undefined) return sure;
    if (before !== undefined && this.#sure.has(before.form)) return this.#short.get(word.form);
    return this.#maybe.size > 0 && this.#isMeant(words, index) ? 'storyPerson' : undefined;
  }

  #nicknamed({ form, entry }: Word): Target | undefined {
    if (entry !== undefined || form.length < 7 || !insulting.test(form)) return undefined;
    for (const [name, target] of this.#sure) {
      if (name.length >= 4 && (form.startsWith(name.slice(0, 4)) || form.endsWith(name))) return target;
    }
    return undefined;
  }

  #isMeant(words: readonly Word[], index: number): boolean {
    const word = words[index] as Word;
    const sure = this.#maybe.get(word.form);
    if (sure === undefined || !this.#isCapital(word)) return false;
    const opens = index === 0 || word.gap >= gap.clause;
    for (let at = index; at > 0 && index - at < 3 && (words[at] as Word).gap === gap.none; at--) {
      if (has(words[at - 1], role.determiner | role.modifier)) return false; // "the Harbor Levy"
      if (!this.#isCapital(words[at - 1] as Word)) break;
    }
    return sure || !opens || (has(words[index + 1], role.copula | role.auxiliary) && !notNames.test(word.form));
  }

  #isCapital({ start, end }: Word): boolean {
    const span = originalSpan(this.text.folded, start, end);
    return /^\p{Lu}\p{Ll}/u.test(this.text.original.slice(span.start, span.end));
  }
}
