import { fingerprintOf } from '../fingerprint.js';
import { found } from '../found.js';
import type { Rule } from '../rule.js';

/** Others say the same of the same story now and then; across stories it is a campaign. */
const fewestElsewhere = 3;

/** The same text again: by the same author, or across stories by whomever. Rests on `context.earlier`. */
export const repeats: Rule = {
  id: 'repeats',
  onlyWhereAsked: true,
  reads: ['earlier'],
  evaluate({ submission: { body, context } }) {
    const earlier = context?.earlier;
    if (earlier === undefined || earlier.length === 0) return [];
    const own = fingerprintOf(body);
    if (own === null) return [];
    let byAuthor = 0;
    let elsewhere = 0;
    for (const { fingerprint, sameAuthor, sameStory } of earlier) {
      if (fingerprint !== own) continue;
      if (sameAuthor) byAuthor++;
      else if (!sameStory) elsewhere++;
    }
    if (byAuthor > 0) {
      // Once may be a second press of the button.
      const [severity, confidence] = byAuthor > 1 ? (['moderate', 0.86] as const) : (['mild', 0.66] as const);
      return [found('repeats', { severity, confidence, explanation: 'Its author has posted the same text before.' })];
    }
    if (elsewhere < fewestElsewhere) return [];
    const explanation = 'Others have posted the same text under other stories.';
    return [found('repeats', { severity: 'moderate', confidence: 0.7, explanation })];
  },
};
