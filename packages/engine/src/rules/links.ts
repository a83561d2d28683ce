import { numberParam, type Rule } from '../rule.js';

/** More links than the guidelines allow; three where they name no number. */
export const links: Rule = {
  id: 'links',
  evaluate(item, { params }) {
    const maxLinks = numberParam(params, 'maxLinks', 3);
    const extra = item.links.length - maxLinks;
    if (extra <= 0) return [];
    return [
      {
        rule: 'links',
        severity: 'mild',
        confidence: Math.min(0.9, 0.6 + 0.05 * extra),
        target: 'none',
        spans: item.links.slice(Math.max(0, maxLinks), maxLinks + 50).map(({ start, end }) => ({ start, end })),
        explanation: 'Holds more links than the guidelines allow.',
        raises: { SPAM: 0.8 },
      },
    ];
  },
};
