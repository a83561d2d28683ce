import { isLinkTo } from '../link-domains.js';
import { numberParam, type Rule } from '../rule.js';

/** More links than the guidelines allow; three where they name no number. */
export const links: Rule = {
  id: 'links',
  evaluate(item, { params }) {
    const maxLinks = numberParam(params, 'maxLinks', 3);
    const { exceptDomains } = params;
    const excepted = typeof exceptDomains === 'string' ? exceptDomains.split(' ') : [];
    const counted = excepted.length > 0 ? item.links.filter((link) => !isLinkTo(link, excepted)) : item.links;
    const extra = counted.length - maxLinks;
    if (extra <= 0) return [];
    return [
      {
        rule: 'links',
        severity: 'mild',
        confidence: Math.min(0.9, 0.6 + 0.05 * extra),
        target: 'none',
        spans: counted.slice(Math.max(0, maxLinks), maxLinks + 50).map(({ start, end }) => ({ start, end })),
        explanation: 'Holds more links than the guidelines allow.',
        raises: { SPAM: 0.8 },
      },
    ];
  },
};
