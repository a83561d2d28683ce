/** `moot`: the comment was withdrawn, or its author erased, before anybody decided. */
export const appealStates = ['open', 'upheld', 'overturned', 'moot'] as const;
export type AppealState = (typeof appealStates)[number];

/** `upheld`: the decision stands. `overturned`: it falls, with all that followed from it. */
export const appealOutcomes = ['upheld', 'overturned'] as const;
export type AppealOutcome = (typeof appealOutcomes)[number];

export const appealSources = ['api', 'link'] as const;
export type AppealSource = (typeof appealSources)[number];

/** How long one moderator may keep an appeal from the others, in milliseconds. */
export const appealClaimMs = 30 * 60_000;

/** What decides who may do what with an appeal. Ids are moderators'. */
export interface AppealCase {
  state: AppealState;
  /** Who made the decision that is appealed; null for the rules, and for staff outside the desk. */
  deciderId: string | null;
  /** Who looks at it, and until when that keeps others out. */
  claim: { by: string; until: Date } | null;
  /** Who ended it; null while it is open or moot. */
  decidedBy: string | null;
  /** It was decided by the one who is appealed against, for the site has nobody else. */
  ownDecision: boolean;
}

export type AppealAct =
  | { kind: 'claim' | 'release'; by: string }
  | { kind: 'decide'; by: string; outcome: AppealOutcome }
  /** A moderator gave the author right by another way: approved the comment at the desk. */
  | { kind: 'grant'; by: string }
  /** What it is about is gone. */
  | { kind: 'fall' };

/** `decided`: it is over. `taken`: somebody else looks at it. `own_decision`: another moderator must look at it. */
export type AppealRefusal = 'decided' | 'taken' | 'own_decision';

export type AppealStep = { appeal: AppealCase; changed: boolean } | { refused: AppealRefusal };

export interface AppealMoment {
  at: Date;
  /** How many moderators of the site could decide it besides the one who is appealed against. */
  others: number;
}

/** What an act makes of an appeal at a moment. The same act again by the same moderator changes nothing. */
export function actOnAppeal(appeal: AppealCase, act: AppealAct, { at, others }: AppealMoment): AppealStep {
  const same: AppealStep = { appeal, changed: false };
  const ended = (state: AppealState, by: string | null, ownDecision = false): AppealStep => ({
    appeal: { ...appeal, state, claim: null, decidedBy: by, ownDecision },
    changed: true,
  });
  if (appeal.state !== 'open') {
    if (act.kind === 'decide' && act.by === appeal.decidedBy && act.outcome === appeal.state) return same;
    return act.kind === 'claim' || act.kind === 'decide' ? { refused: 'decided' } : same;
  }
  if (act.kind === 'fall') return ended('moot', null);
  // In the author's favour nobody need wait: neither for who looks at it, nor for another than the decider.
  if (act.kind === 'grant') return ended('overturned', act.by);
  const holder = holderOf(appeal, at);
  if (act.kind === 'release') return holder === act.by ? { appeal: { ...appeal, claim: null }, changed: true } : same;
  const own = act.by === appeal.deciderId;
  if (own && others > 0) return { refused: 'own_decision' };
  if (holder !== null && holder !== act.by) return { refused: 'taken' };
  if (act.kind === 'decide') return ended(act.outcome, act.by, own);
  const claim = { by: act.by, until: new Date(at.getTime() + appealClaimMs) };
  return { appeal: { ...appeal, claim }, changed: true };
}

/** Who keeps it from others at `at`: a claim ends by itself. */
export const holderOf = ({ state, claim }: AppealCase, at: Date): string | null =>
  state === 'open' && claim && claim.until.getTime() > at.getTime() ? claim.by : null;
