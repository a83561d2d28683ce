import type { Rule } from '../rule.js';
import { civility } from './civility.js';
import { goodTaste } from './good-taste.js';
import { hate } from './hate.js';
import { links } from './links.js';
import { personalAttack } from './personal-attack.js';
import { shouting } from './shouting.js';
import { spam } from './spam.js';
import { threat } from './threat.js';

/** Every rule runs on every comment; the order is that in which an author reads the reasons. */
export const rules: readonly Rule[] = [
  // People first: what can hurt somebody outweighs any manner of speaking.
  threat,
  hate,
  personalAttack,
  civility,
  // Then how it is said.
  goodTaste,
  shouting,
  // Then what nobody came to read.
  spam,
  links,
];
