import type { ClauseKind } from '@moderato/domain';
import { happens } from './happens-phrases.js';
import type { KindPattern } from './kind.js';
import { people } from './people-phrases.js';
import { rights } from './rights-phrases.js';
import { content } from './say-phrases.js';
import { speech } from './speak-phrases.js';
import { welcome } from './welcome-phrases.js';

export type { KindPattern, Stance } from './kind.js';

/** Every kind that phrases tell; where two claim the same words, the longer match wins, then the earlier in this list. */
export const kindPatterns: readonly KindPattern[] = [
  ...welcome,
  ...speech,
  ...content,
  ...rights,
  ...people,
  ...happens,
];

const byLetter = new Map<string, KindPattern[]>();

/** The patterns that can match where `letter` stands: most of them begin with another one, and need no look. */
export function patternsAt(letter: string): readonly KindPattern[] {
  const known = byLetter.get(letter);
  if (known) return known;
  const patterns = kindPatterns.filter(({ begins }) => begins === null || begins.has(letter));
  if (/^[a-z\d]$/u.test(letter)) byLetter.set(letter, patterns);
  return patterns;
}

/** How to speak and what to say: what is forbidden unless the posted text allows it. */
export const forbidding: ReadonlySet<ClauseKind> = new Set<ClauseKind>([
  ...['personal_attack', 'good_taste', 'sexual', 'hate', 'harassment', 'threat', 'shouting', 'trolling'],
  ...['off_topic', 'spam', 'advertising', 'defamation', 'misinformation', 'privacy', 'copyright', 'illegal'],
  ...['civility', 'impersonation'],
] as ClauseKind[]);
