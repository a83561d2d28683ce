import type { ClauseKind, Demand } from '@moderato/domain';
import type { Stance } from './kinds/index.js';

const negation =
  /\b(?:no|not|never|nor|neither|without|cannot|avoid(?:ing)?|refrain|prohibited|prohibits?|forbidden|forbids?|banned|disallow(?:ed)?|reject(?:ed|s)?|remov(?:e|ed|ing|al)|delet(?:e|ed|ing)|disabled?|unacceptable|unwelcome|inappropriate|against|zero[\s-]tolerance|abstain|limit(?:ed|s)?|more\s+than|too\s+many|take(?:n)?\s+down|turn(?:ed)?\s+(?:down|away)|leave\s+out|free\s+of|keep\s+out|steer\s+clear|stay\s+away|refuse[ds]?|declined?|withheld|discourage[ds]?|violat\w+|don['’]ts|off[\s-]limits|out\s+of\s+bounds|barred|frowned|break(?:s|ing)?\s+(?:the|our|these)\s+rules)\b|n[’']t\b/iu;
const permission =
  /\b(?:(?:is|are|it[’']s|that[’']s)(?:\s+(?:always|also|perfectly|just|all|totally|entirely))?\s+(?:welcomed?|allowed|permitted|fine|acceptable|okay|ok|exempt|fair\s+game)|(?:we|you)(?:\s+(?:will|do|also|always|can))?\s+(?:welcome|allow|permit|may|accept)|what\s+(?:is|we)\s+(?:allow(?:ed)?|ok)|feel\s+free|welcome\s+to|free\s+to|you[’']re\s+free|need\s+not|optional|not\s+required|no\s+need\s+to|(?:don[’']t|do\s+not|doesn[’']t)\s+(?:need|have|require)(?:\s+to)?)\b/iu;
const waiver =
  /\b(?:need\s+not|optional|not\s+required|no\s+need\s+to|(?:don[’']t|do\s+not|doesn[’']t)\s+(?:(?:need|have)\s+to|require))\b/iu;
const invitation =
  /\b(?:encouraged?s?|we\s+(?:hope|value|welcome|invite|strive|aim|like|love|want|urge|prefer|prize)|strive|prefer(?:red|able)?|urged?|strongly\s+(?:suggest|recommend)|recommend(?:ed)?|looking\s+for|look\s+for|(?:is|are)\s+(?:appreciated|valued|welcomed?))\b/iu;
const obligation =
  /\b(?:must|should|shall|agree[ds]?|agreeing|accept(?:s|ed|ing|ance)?|comply|abide|subject|bound|acknowledge|governed|violat\w+|required?|consent\w*|have\s+to|need\s+to)\b/iu;
const request =
  /\b(?:must|should|shall|please|required?|have\s+to|need\s+to|ought|we\s+(?:ask|expect|require)|make\s+sure)\b/iu;
const order = /^(?:please\s+)?(?:don[’']t|do\s+not|never|avoid|no)\b/iu;

/** What the words before a list, or the heading above it, demand of the things listed. */
export function frameOf(words: string): Demand | undefined {
  if (waiver.test(words)) return 'permit';
  if (negation.test(words) || /\bwill\s+block\b|\bproblem(?:s|atic)?\b|\bgrounds\s+for\b/iu.test(words))
    return 'forbid';
  if (permission.test(words) || /\b(?:allow|permit|accept)(?:ed|s|able)?\b/iu.test(words)) return 'permit';
  if (invitation.test(words)) return 'encourage';
  return request.test(words) ? 'require' : undefined;
}

export interface Wording {
  stance: Stance;
  kind: ClauseKind;
  /** The words of the clause itself. */
  phrase: string;
  /** The part of the sentence, up to a semicolon or a "but", that it stands in. */
  part: string;
  /** What the words before the list that the clause stands in demand. */
  frame: Demand | undefined;
}

/** What `phrase` demands, given the stance of the topic it speaks of. */
export function demandOf({ stance, kind, phrase, part, frame }: Wording): Demand {
  if (kind === 'terms') return obligation.test(phrase) ? 'require' : 'inform';
  if (stance === 'inform') return kind === 'report_channel' && order.test(phrase) ? 'forbid' : 'inform';
  if (stance === 'encourage' || stance === 'permit') return stance;
  if (waiver.test(phrase)) return 'permit';
  const negates = negation.test(phrase);
  if (!negates && (permission.test(phrase) || (permission.test(part) && !negation.test(part)))) return 'permit';
  if (frame === 'permit' && !negates && !request.test(phrase)) return 'permit';
  if (stance === 'ruled') return negates || (frame === 'forbid' && !request.test(phrase)) ? 'forbid' : 'require';
  if (stance === 'forbid') return 'forbid';
  if (frame === 'forbid' && !request.test(phrase)) return 'forbid';
  return (invitation.test(phrase) || (frame === 'encourage' && !request.test(phrase))) && !negates
    ? 'encourage'
    : 'require';
}

/** What a sentence demands whose subject is not understood. */
export function plainDemand(sentence: string, frame: Demand | undefined): Demand {
  if (
    /\b(?:must|should|may|can|do|will)\s+not\b|\bcannot\b|n[’']t\s+(?:be\s+)?(?:allow|toler|post|use|be)/iu.test(
      sentence,
    ) ||
    order.test(sentence)
  )
    return 'forbid';
  if (permission.test(sentence) && !negation.test(sentence)) return 'permit';
  if (request.test(sentence)) return 'require';
  if (/\bencourag\w+|\bwe\s+(?:hope|invite)\b/iu.test(sentence)) return 'encourage';
  return frame ?? 'inform';
}
