import { found, spansOf, together } from '../found.js';
import type { Rule } from '../rule.js';
import { Sayings } from '../sayings.js';

const complaints = new Sayings([
  [
    'why was|is|did|were|has|have _? my|our|his|her|their _? comment|comments|post|posts|reply|replies _? _? deleted|removed|censored|blocked|held|hidden|pending|disappear|moderated; ' +
      'why did|do you|they|mods|moderators _? delete|remove|censor|block my|our|his|her|their _? comment|comments|post|posts|reply; ' +
      'my|our _? comment|comments|post|posts|reply was|were|got|is|are|keeps|keep|has|have been? getting|being? deleted|removed|censored|blocked|flagged|moderated; ' +
      'deleted|removed|censored|blocked my|our _? comment|comments|post|posts|reply; ' +
      'i was|got|am|have been? banned|suspended|blocked|muted for|from|because|again|here|yesterday|last|by; ' +
      'mods|moderator|moderators|mod|censors|admins here|are|is|please|need|must|should|will|wo|do|just|keep|let|delete|deleted|removed|censored',
    0.62,
  ],
  [
    'your|you|these mods|moderators|moderator|censors; the|this|these mods|moderators|moderator|censors here|at|on|is|are|keep|delete|deleted|removed|must|need; your|this|the _? moderation policy|team|system|bot|here|is; ' +
      'this paper|newspaper|site|website _? censors|deletes|removes; this comment will be|get deleted|removed|censored; ' +
      "let|lets 's? see if this _? _? gets|stays|survives|posts; before this gets|is deleted|removed|censored; they|you will|ll|'ll delete|remove|censor this|my; " +
      'censorship on|at|by this|the site|paper|page|board; comment|comments stuck|held|awaiting|waiting in|for moderation',
    0.55,
  ],
]);

/** Complaints about moderation, where a site wants them by mail and not in the thread. */
export const moderationTalk: Rule = {
  id: 'moderation-talk',
  onlyWhereAsked: true,
  evaluate(item) {
    const said = complaints.in(item);
    if (said.length === 0) return [];
    return [
      found('moderation-talk', {
        severity: 'mild',
        confidence: together(said, 0.06, 0.85),
        explanation: 'Talks about moderation.',
        spans: spansOf(item, said),
      }),
    ];
  },
};
