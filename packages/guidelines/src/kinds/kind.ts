import type { ClauseKind, Demand } from '@moderato/domain';
import { branchesOf, prefixesOf } from './prefixes.js';
import { wordGroups } from './word-groups.js';

/** What a phrase demands where its words do not say otherwise; `ruled` is "forbid" where the phrase negates, else "require". */
export type Stance = Demand | 'ruled';

/** How a kind of clause is recognised: by the words of its topic, within one sentence. */
export interface KindPattern {
  kind: ClauseKind;
  stance: Stance;
  /** Sticky: matches at `lastIndex` only. */
  topic: RegExp;
  /** What a match begins with: a few small letters or digits each. Holds '' where it may be anything. */
  prefixes: readonly string[];
}

/**
 * Patterns of alternatives. A space stands for any white space, `~` for a space, a hyphen or nothing (`name~calling`),
 * `{people}` for a group of words (word-groups.ts), `<3>` for up to three words of any kind. Gaps are bounded, so that
 * matching stays linear.
 */
export function topic(kind: ClauseKind, stance: Stance, ...alternatives: string[]): KindPattern[] {
  const byPrefixes = new Map<string, { prefixes: string[]; sources: string[] }>();
  for (const source of alternatives.flatMap((alternative) => branchesOf(expand(alternative)))) {
    const prefixes = shortest([...prefixesOf(source)]);
    const key = prefixes.join();
    const entry = byPrefixes.get(key) ?? { prefixes, sources: [] };
    entry.sources.push(source);
    byPrefixes.set(key, entry);
  }
  return [...byPrefixes.values()].map(({ prefixes, sources }) => ({
    kind,
    stance,
    topic: new RegExp(`(?:${sources.join('|')})(?!\\w)`, 'iy'),
    prefixes,
  }));
}

/** Without those that another one begins. */
const shortest = (prefixes: string[]): string[] =>
  prefixes.filter((prefix) => !prefixes.some((other) => other !== prefix && prefix.startsWith(other))).sort();

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
