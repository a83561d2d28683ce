import { found, spansOf, together } from '../found.js';
import type { Rule } from '../rule.js';
import { Sayings } from '../sayings.js';

const baits = new Sayings([
  [
    'cry more|harder|louder; keep crying; cope and seethe; cope harder|more; seethe harder|more; cope seethe mal; you|u mad bro|though|tho; ' +
      'umad; stay mad; die mad about it; triggered much; are|is you|u triggered; did i trigger|strike; liberal|lib|libs|republican|conservative|leftist|maga tears; ' +
      'drink|drinking your|the tears; your tears are|taste; lol|lmao you|u mad; git|get gud|rekt|owned scrub|noob|kid|son; go touch grass; rent free in your|their',
    0.55,
  ],
  [
    'snowflake|snowflakes|sheeple|libtard|libtards; wake up sheeple|sheep; touch grass; cope; seethe; ratio; ' +
      'trololol|trolololol; change my mind; prove me wrong; just asking questions; sorry not sorry; whatever you say boomer|grandpa|karen; ok boomer',
    0.38,
  ],
]);

/** Taunts that want an angry answer. Weak evidence: whether somebody trolls is for a person to say. */
export const trolling: Rule = {
  id: 'trolling',
  onlyWhereAsked: true,
  evaluate(item) {
    const said = baits.in(item);
    if (said.length === 0) return [];
    return [
      found('trolling', {
        severity: 'mild',
        confidence: together(said, 0.08, 0.7),
        explanation: 'Taunts others, as if to provoke an angry answer.',
        spans: spansOf(item, said),
      }),
    ];
  },
};
