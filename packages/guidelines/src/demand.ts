import type { ClauseKind, Demand } from '@moderato/domain';
import type { Stance } from './kinds/index.js';

const negation =
  /\b(?:no|not|never|nor|neither|without|cannot|avoid|refrain|prohibited|prohibits?|forbidden|forbids?|banned|disallow(?:ed)?|reject(?:ed|s)?|removed?|deleted?|disabled?|unacceptable|against|zero[\s-]tolerance|abstain|limit(?:ed|s)?|more\s+than|too\s+many)\b|n[’']t\b/iu;
const permission =
  /\b(?:(?:is|are)(?:\s+(?:always|also|perfectly))?\s+(?:welcomed?|allowed|permitted|fine|acceptable|okay|ok)|(?:we|you)\s+(?:welcome|allow|permit|may)|feel\s+free|welcome\s+to|free\s+to|need\s+not|optional|not\s+required|(?:don[’']t|do\s+not)\s+(?:need|have)\s+to)\b/iu;
const waiver = /\b(?:need\s+not|optional|not\s+required|(?:don[’']t|do\s+not)\s+(?:need|have)\s+to)\b/iu;
const invitation =
  /\b(?:encouraged?s?|we\s+(?:hope|value|welcome|invite|strive|aim)|strive|(?:is|are)\s+(?:appreciated|valued|welcomed?))\b/iu;
const obligation =
  /\b(?:must|should|shall|agree[ds]?|agreeing|accept(?:s|ed|ing|ance)?|comply|abide|subject|bound|acknowledge|governed|violat\w+|required?|consent\w*)\b/iu;

/** What `phrase` demands, given the stance of the topic it speaks of. */
export function demandOf(stance: Stance, kind: ClauseKind, phrase: string): Demand {
  if (waiver.test(phrase)) return 'permit';
  const negates = negation.test(phrase);
  const permits = !negates && permission.test(phrase);
  if (kind === 'terms') return obligation.test(phrase) ? 'require' : 'inform';
  if (stance === 'ruled') return permits ? 'permit' : negates ? 'forbid' : 'require';
  if (stance === 'require') return invitation.test(phrase) && !negates ? 'encourage' : 'require';
  if (stance === 'forbid') return permits ? 'permit' : 'forbid';
  return stance;
}
