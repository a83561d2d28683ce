import type { Target } from '@moderato/domain';
import { insultsIn } from './insults.js';
import type { Item } from './item.js';
import { role } from './lexicon/grammar.js';

/** Whom a comment turns against, for scores that tell an attack on a commenter from one on the author or on somebody else. */
export interface Address {
  /** How often the author's own words say "you" or "your". */
  secondPerson: number;
  /** Insults by whom they meet. */
  insults: Readonly<Record<'commenter' | 'author' | 'storyPerson' | 'group' | 'other', number>>;
  /** Whom most of the insults meet (the commenter before the author before others); `none` without insults. */
  dominant: Target;
}

const order = ['commenter', 'author', 'storyPerson', 'group'] as const;

export function addressOf(item: Item): Address {
  let secondPerson = 0;
  for (const { roles, quoted } of item.words) if (!quoted && roles & (role.you | role.your)) secondPerson++;
  const insults = { commenter: 0, author: 0, storyPerson: 0, group: 0, other: 0 };
  for (const { aim } of insultsIn(item)) {
    if (aim.manner === 'thing') continue;
    const target = order.find((one) => one === aim.target) ?? 'other';
    insults[target]++;
  }
  let dominant: Target = 'none';
  for (const target of order) {
    if (insults[target] > (dominant === 'none' ? 0 : insults[dominant as (typeof order)[number]])) dominant = target;
  }
  return { secondPerson, insults, dominant };
}
