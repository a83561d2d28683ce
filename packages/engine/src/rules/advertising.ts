import { found, spansOf, together } from '../found.js';
import type { Item } from '../item.js';
import type { RawFinding, Rule } from '../rule.js';
import { Sayings } from '../sayings.js';
import { salesTalk } from './spam.js';

const promotions = new Sayings([
  [
    'check|checkout out? my|our _? _? blog|website|site|page|channel|podcast|shop|store|etsy|book|album|course|newsletter|app|profile|instagram|youtube|tiktok; ' +
      'visit my|our _? blog|website|site|page|channel|shop|store|showroom; subscribe to my|our; follow me|us on|at; join my|our _? channel|group|newsletter|webinar|discord|telegram; ' +
      'buy|order|get|read|download my|our _? book|album|course|ebook|novel|product|products|app; use|with my|our|promo|discount|referral _? code|link; ' +
      'call|text|contact|email us|me today|now|for a? _? quote|estimate|consultation|appointment|rates|pricing|prices|details; ' +
      'we|i offer|provide|sell _? _? services|solutions|packages|discounts|rates|loans|insurance; free quote|quotes|estimate|estimates|consultation|consultations|shipping|delivery; ' +
      'donate to|at|via|through my|our|the|this _? _? gofundme|campaign|fund|fundraiser|page|link; support|back|fund my|our gofundme|kickstarter|patreon|fundraiser|campaign; ' +
      "now hiring; we are|'re hiring; for sale by owner; on sale now; available on amazon|etsy|ebay|itunes|spotify; licensed and insured",
    0.58,
  ],
  [
    'my|our new|latest|upcoming book|novel|album|podcast|course|video|ebook|single|app|collection|product; my|our gofundme|kickstarter|patreon|etsy|onlyfans; ' +
      'vote|voting for me; tickets are|now|still available|on; book|reserve your _? table|seat|spot|tickets|room|stay|trip|appointment; ' +
      'my|our company|firm|agency|business|shop|store|studio|clinic|restaurant offers|sells|provides|makes|can|will|has; affordable|competitive|lowest prices|rates|pricing; ' +
      'satisfaction guaranteed; money back guarantee; sign|signup up? for my|our; petition at|on|here|link; sign the|this|my|our petition',
    0.42,
  ],
]);

const reach = 0.2;

function promotion(item: Item): RawFinding[] {
  const said = promotions.in(item);
  if (said.length === 0) return [];
  const linked = item.links.length > 0;
  return [
    found('advertising', {
      severity: 'moderate',
      confidence: Math.min(0.92, together(said, 0.1, 0.75) + (linked ? reach : 0)),
      explanation: 'Promotes something, or asks for money or custom.',
      spans: spansOf(item, said),
    }),
  ];
}

/** Sales talk, self-promotion and appeals for money. A citation with a link is none. */
export const advertising: Rule = {
  id: 'advertising',
  onlyWhereAsked: true,
  evaluate: (item) => [
    ...promotion(item),
    ...salesTalk(item).map(({ rule: _, raises: __, ...finding }) => found('advertising', finding)),
  ],
};
