import type { ClauseKind, Demand } from '@moderato/domain';

/** What a phrase demands where its words do not say otherwise; `ruled` is "forbid" where the phrase negates, else "require". */
export type Stance = Demand | 'ruled';

/** How a kind of clause is recognised: by the words of its topic, within one sentence. */
export interface KindPattern {
  kind: ClauseKind;
  stance: Stance;
  topic: RegExp;
}

/**
 * A pattern of alternatives. A space stands for any white space and `~` for a space, a hyphen or nothing
 * (`name~calling`). Alternatives hold bounded gaps only, so that matching stays linear.
 */
export function topic(kind: ClauseKind, stance: Stance, ...alternatives: string[]): KindPattern {
  const source = alternatives.map((a) => a.replaceAll(' ', '\\s+').replaceAll('~', '[\\s-]?')).join('|');
  return { kind, stance, topic: new RegExp(`(?<![\\w-])(?:${source})(?!\\w)`, 'gi') };
}
