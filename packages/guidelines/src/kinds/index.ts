import type { ClauseKind } from '@moderato/domain';
import { happens } from './happens-phrases.js';
import type { KindPattern } from './kind.js';
import { people } from './people-phrases.js';
import { prefixLength } from './prefixes.js';
import { rights } from './rights-phrases.js';
import { content } from './say-phrases.js';
import { speech } from './speak-phrases.js';
import { welcome } from './welcome-phrases.js';

export type { KindPattern, Stance } from './kind.js';
export { prefixLength } from './prefixes.js';

/** Every kind that phrases tell; where two claim the same words, the longer match wins, then the earlier in this list. */
export const kindPatterns: readonly KindPattern[] = [
  ...welcome,
  ...speech,
  ...content,
  ...rights,
  ...people,
  ...happens,
];

const byPrefix = new Map<string, KindPattern[]>();

/** The patterns that can match where a word begins with `letters`: most of them begin otherwise, and need no look. */
export function patternsAt(letters: string): readonly KindPattern[] {
  const prefix = letters.slice(0, prefixLength).toLowerCase();
  const known = byPrefix.get(prefix);
  if (known) return known;
  const patterns = kindPatterns.filter(({ prefixes }) => prefixes.some((start) => prefix.startsWith(start)));
  if (/^[a-z']+$/u.test(prefix)) byPrefix.set(prefix, patterns);
  return patterns;
}

/** How to speak and what to say: what is forbidden unless the posted text allows it. */
export const forbidding: ReadonlySet<ClauseKind> = new Set<ClauseKind>([
  ...['personal_attack', 'good_taste', 'sexual', 'hate', 'harassment', 'threat', 'shouting', 'trolling'],
  ...['off_topic', 'spam', 'advertising', 'defamation', 'misinformation', 'privacy', 'copyright', 'illegal'],
  ...['civility', 'impersonation'],
] as ClauseKind[]);
