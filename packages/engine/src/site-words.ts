import type { Finding, Policy, Span, Submission } from '@moderato/domain';
import { type Item, prepare } from './item.js';

/** Phrases of a site's own lists, found among a comment's words as the rules see them: case and disguises undone. */
export class WordList {
  readonly #byFirst = new Map<string, string[][]>();

  constructor(phrases: readonly string[]) {
    for (const phrase of phrases) {
      const forms = prepare({ body: phrase }).words.map(({ form }) => form);
      const [first] = forms;
      if (first !== undefined) this.#byFirst.set(first, [...(this.#byFirst.get(first) ?? []), forms]);
    }
  }

  /** Spans of the original, in order. */
  spansIn(item: Item): Span[] {
    const { words } = item;
    const found: Span[] = [];
    for (let at = 0; at < words.length; at++) {
      for (const forms of this.#byFirst.get(words[at]?.form as string) ?? []) {
        if (forms.every((form, i) => words[at + i]?.form === form)) found.push(item.spanOf(at, at + forms.length - 1));
      }
    }
    return found;
  }
}

/** A site's settings, made ready once for each policy. Null where the policy is not tuned. */
export interface SiteWords {
  hold: WordList | null;
  allow: WordList | null;
  trusted: ReadonlySet<string>;
  /** Exceptions' phrases by clause id. */
  exceptions: ReadonlyMap<string, WordList>;
}

const ready = new WeakMap<Policy, SiteWords>();

export function siteWordsOf(policy: Policy): SiteWords | null {
  if (policy.tuning === undefined) return null;
  const known = ready.get(policy);
  if (known) return known;
  const { hold, allow, trustedAuthors = [] } = policy.tuning.site ?? {};
  const excepting = policy.checks.flatMap(({ clauseId, exceptions }) =>
    exceptions?.phrases ? [[clauseId, new WordList(exceptions.phrases)] as const] : [],
  );
  const made = {
    hold: hold ? new WordList(hold) : null,
    allow: allow ? new WordList(allow) : null,
    trusted: new Set(trustedAuthors),
    exceptions: new Map(excepting),
  };
  ready.set(policy, made);
  return made;
}

/** The submission with the names of the site's staff, where its settings tell them and the caller did not. */
export function withStaff(submission: Submission, { tuning }: Policy): Submission {
  const staff = tuning?.site?.staff?.names;
  return staff ? { ...submission, context: { staff, ...submission.context } } : submission;
}

/** Letters that say nothing, in the place of a word that the site allows: offsets stay what they are. */
const blank = 'name';

const blanked = (text: string): string =>
  Array.from({ length: text.length }, (_, i) => (/\s/.test(text[i] as string) ? text[i] : blank[i % 4])).join('');

/** The item as if the words that the site allows were others: neither rules nor model can hold them against anybody. */
export function withoutAllowed(item: Item, site: SiteWords | null): Item {
  const spans = site?.allow?.spansIn(item) ?? [];
  if (spans.length === 0) return item;
  let body = item.submission.body;
  for (const { start, end } of spans) body = body.slice(0, start) + blanked(body.slice(start, end)) + body.slice(end);
  return prepare({ ...item.submission, body });
}

const mostSpans = 50;

/** What the site wants a person to look at, whoever wrote it and whether it is quoted or not. */
export function heldWords(item: Item, site: SiteWords | null): Finding[] {
  const spans = site?.hold?.spansIn(item) ?? [];
  if (spans.length === 0) return [];
  return [
    {
      rule: 'held-word',
      // The list is a setting beside the text: there is nothing in the text to quote.
      clause: { id: 'site-hold-list', text: '', start: 0, end: 0 },
      severity: 'mild',
      confidence: 1,
      target: 'none',
      spans: spans.slice(0, mostSpans),
      explanation: 'Holds words that the site keeps for a person to look at.',
    },
  ];
}
