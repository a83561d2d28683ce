/**
 * `draft`: decides nothing. `shadow`: decides live comments too, without effect. `live`: decides. `retired`: was live
 * once. `discarded`: came to nothing. A site has at most one in shadow and one live.
 */
export const guidelinesStates = ['draft', 'shadow', 'live', 'retired', 'discarded'] as const;
export type GuidelinesState = (typeof guidelinesStates)[number];

/** Where a version may be moved to, and from where. A retired one may go live again: that is how to roll back. */
export const guidelinesMoves = {
  shadow: ['draft'],
  live: ['draft', 'shadow', 'retired'],
  discarded: ['draft', 'shadow'],
} as const satisfies Partial<Record<GuidelinesState, GuidelinesState[]>>;
export type GuidelinesGoal = keyof typeof guidelinesMoves;

const whyNot: Record<GuidelinesGoal, (state: GuidelinesState) => string> = {
  shadow: (state) => `It is ${state}. Only a draft can go into shadow: put its text as a new draft.`,
  live: (state) => `It is ${state}. Put its text as a new version.`,
  discarded: (state) =>
    state === 'live' ? 'It is live. Publish another version in its place.' : `It is ${state} already.`,
};

/** Why a version in `state` cannot be moved to `goal`, and what can be done instead. */
export const whyNotMoved = (goal: GuidelinesGoal, state: GuidelinesState): string => whyNot[goal](state);
