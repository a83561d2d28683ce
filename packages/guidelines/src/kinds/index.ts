import { content } from './content.js';
import type { KindPattern } from './kind.js';
import { people, process } from './process.js';
import { speech } from './speech.js';
import { welcome } from './welcome.js';

export type { KindPattern, Stance } from './kind.js';

/** Every kind that phrases tell; where two claim the same words, the longer match wins, then the earlier in this list. */
export const kindPatterns: readonly KindPattern[] = [...welcome, ...speech, ...content, ...people, ...process];
