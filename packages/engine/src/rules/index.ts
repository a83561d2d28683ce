import type { Rule } from '../rule.js';
import { advertising } from './advertising.js';
import { civility } from './civility.js';
import { copyright } from './copyright.js';
import { defamation } from './defamation.js';
import { goodTaste } from './good-taste.js';
import { harassment } from './harassment.js';
import { hate } from './hate.js';
import { illegal } from './illegal.js';
import { impersonation } from './impersonation.js';
import { language } from './language.js';
import { length } from './length.js';
import { links } from './links.js';
import { moderationTalk } from './moderation-talk.js';
import { offTopic } from './off-topic.js';
import { personalAttack } from './personal-attack.js';
import { privacy } from './privacy.js';
import { realName } from './real-name.js';
import { repeats } from './repeats.js';
import { requiredFields } from './required-fields.js';
import { sexual } from './sexual.js';
import { shouting } from './shouting.js';
import { spam } from './spam.js';
import { terms } from './terms.js';
import { threat } from './threat.js';
import { trolling } from './trolling.js';
import { username } from './username.js';

/** Every rule runs on every comment, unless it is for those who ask; the order is that in which an author reads the reasons. */
export const rules: readonly Rule[] = [
  // People first: what can hurt somebody outweighs any manner of speaking.
  threat,
  hate,
  harassment,
  personalAttack,
  defamation,
  privacy,
  impersonation,
  civility,
  // Then how it is said.
  goodTaste,
  sexual,
  trolling,
  shouting,
  // Then what nobody came to read.
  spam,
  repeats,
  advertising,
  links,
  offTopic,
  // Then what the site may not print, or does not.
  copyright,
  illegal,
  language,
  length,
  moderationTalk,
  // Last, who wrote it: no word of the comment is at fault.
  username,
  terms,
  requiredFields,
  realName,
];
