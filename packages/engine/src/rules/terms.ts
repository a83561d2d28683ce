import { found } from '../found.js';
import type { Rule } from '../rule.js';

/** The author was asked to accept the terms and did not. Where the site does not say, posting accepts them. */
export const terms: Rule = {
  id: 'terms',
  onlyWhereAsked: true,
  reads: ['terms'],
  evaluate: ({ submission }) =>
    submission.acceptedTerms === false
      ? [found('terms', { severity: 'mild', confidence: 0.95, explanation: 'Its author has not accepted the terms.' })]
      : [],
};
