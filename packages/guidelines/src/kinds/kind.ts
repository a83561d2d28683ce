import type { ClauseKind, Demand } from '@moderato/domain';
import { wordGroups } from './word-groups.js';

/** What a phrase demands where its words do not say otherwise; `ruled` is "forbid" where the phrase negates, else "require". */
export type Stance = Demand | 'ruled';

/** How a kind of clause is recognised: by the words of its topic, within one sentence. */
export interface KindPattern {
  kind: ClauseKind;
  stance: Stance;
  /** Sticky: matches at `lastIndex` only. */
  topic: RegExp;
  /** The small letters and digits that a match can begin with; null where it may begin with anything. */
  begins: ReadonlySet<string> | null;
}

/**
 * Patterns of alternatives. A space stands for any white space, `~` for a space, a hyphen or nothing (`name~calling`),
 * `{people}` for a group of words (word-groups.ts), `<3>` for up to three words of any kind. Gaps are bounded, so that
 * matching stays linear.
 */
export function topic(kind: ClauseKind, stance: Stance, ...alternatives: string[]): KindPattern[] {
  const byLetter = new Map<string, string[]>();
  for (const alternative of alternatives) {
    const source = expand(alternative);
    const key = [...(firstLetters(source) ?? ['*'])].sort().join('');
    byLetter.set(key, [...(byLetter.get(key) ?? []), source]);
  }
  return [...byLetter].map(([letters, sources]) => ({
    kind,
    stance,
    topic: new RegExp(`(?:${sources.join('|')})(?!\\w)`, 'iy'),
    begins: letters === '*' ? null : new Set(letters),
  }));
}

function expand(alternative: string): string {
  // A gap at the end would only swallow the words of the next topic.
  let source = alternative.replace(/(?:\(\?:<\d>\)\??|<\d>)$/u, '');
  for (let round = 0; round < 3; round++) source = source.replace(/\{([a-z]+)\}/gu, (_, name: string) => group(name));
  return source
    .replaceAll('~', '[\\s-]?')
    .replaceAll(' ', '\\s+')
    .replace(/<(\d)>/gu, "(?:\\s+[\\w'/-]{1,30}){0,$1}");
}

function group(name: string): string {
  const words = wordGroups[name];
  if (words === undefined) throw new Error(`kinds: there is no group of words {${name}}`);
  return `(?:${words})`;
}

/** The letters that `source` can begin with, where its beginning is a letter or a group of such; else null. */
function firstLetters(source: string): Set<string> | null {
  const head = source.charAt(0);
  if (/[a-z\d]/iu.test(head)) return /^.\?/u.test(source) ? null : new Set([head.toLowerCase()]);
  if (!source.startsWith('(?:')) return null;
  const { inner, after } = splitGroup(source);
  const found = new Set<string>();
  for (const branch of branchesOf(inner)) {
    const letters = firstLetters(branch);
    if (!letters) return null;
    for (const letter of letters) found.add(letter);
  }
  if (!/^[?*]|^\{0/u.test(after)) return found;
  const next = firstLetters(after.replace(/^(?:[?*]|\{0,\d+\})/u, ''));
  return next && new Set([...found, ...next]);
}

function splitGroup(source: string): { inner: string; after: string } {
  let depth = 0;
  for (let i = 0; i < source.length; i++) {
    const char = source[i];
    if (char === '\\') i++;
    else if (char === '(') depth++;
    else if (char === ')' && --depth === 0) return { inner: source.slice(3, i), after: source.slice(i + 1) };
  }
  throw new Error(`kinds: unbalanced brackets in ${source}`);
}

function branchesOf(inner: string): string[] {
  const branches = [''];
  let depth = 0;
  for (const char of inner) {
    if (char === '(') depth++;
    if (char === ')') depth--;
    if (char === '|' && depth === 0) branches.push('');
    else branches[branches.length - 1] += char;
  }
  return branches;
}
