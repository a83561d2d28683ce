import type { ClauseKind } from '@moderato/domain';
import { legible } from '../legible.js';
import { topicsIn } from '../topics.js';

/** Words of a page that addresses those who comment. */
const commenting =
  /\b(?:comment(?:s|ed|er|ers|ing)?|post(?:s|ing|ings)?|readers?|users?|commenters?|moderat\w+|discussions?|conversations?|contributions?|submissions?|you|your|please)\b/iu;
const orders =
  /\b(?:must|should|may\s+not|not\s+allowed|not\s+permitted|not\s+tolerated|prohibited|don't|do\s+not|never|avoid|please|keep|stay|be|no|will\s+be|reserve)\b/iu;
/** What the news writes and guidelines do not. */
const reported = /\b(?:said|says|told|according\s+to|spokes\w+)\b/iu;
/** Kinds that the news speaks of just as often. */
const common = new Set<ClauseKind>([
  'threat',
  'encouraged',
  'permitted',
  'illegal',
  'links',
  'hate',
  'real_name',
  'ban',
  'removal',
]);
/** Lines longer than this are weighed by their beginning. UTF-16 code units. */
const longest = 1_500;

/** Whether a line that states no guideline might still stand among guidelines. */
export const couldBelong = (line: string): boolean =>
  !reported.test(line) && (commenting.test(line) || /\bwe\b/iu.test(line));

/** How much a line reads as a guideline for comments: 0 for not at all. */
export function speaksOfComments(line: string): number {
  const { text } = legible(line.slice(0, longest));
  const kinds = new Set(topicsIn(text).map(({ pattern }) => pattern.kind));
  if (kinds.size === 0) return 0;
  if (reported.test(text)) return 0;
  const addresses = commenting.test(text);
  const demands = orders.test(text);
  const own = [...kinds].filter((kind) => !common.has(kind)).length;
  if (!addresses && !demands) return text.length > 80 ? 0 : own > 0 ? 0.5 : 0;
  if (own === 0 && !(addresses && demands)) return 0;
  return Math.min(3, kinds.size) * (addresses && demands ? 1 : 0.6);
}
