/** The rungs, mildest first. A proposed ban holds comments until a person decides; the others speak for themselves. */
export const penaltyKinds = ['warning', 'strike', 'suspension', 'proposed_ban', 'ban'] as const;
export type PenaltyKind = (typeof penaltyKinds)[number];

/**
 * Why a penalty no longer holds although its time is not over. `lifted`: by the site's staff. `voided`: the decision
 * under it fell. `confirmed`: a proposed ban became one.
 */
export const penaltyEnds = ['lifted', 'voided', 'confirmed'] as const;
export type PenaltyEnd = (typeof penaltyEnds)[number];

/** What the ladder knows of one penalty. */
export interface Penalty {
  id: string;
  kind: PenaltyKind;
  /** The comment that it rests on; null where staff named none, and for what followed from other penalties. */
  commentId: string | null;
  /** Penalties that brought this one: the strikes behind a suspension. */
  followsFrom: readonly string[];
  createdAt: Date;
  /** Null: for good. */
  expiresAt: Date | null;
  /** Null while nobody ended it before its time. */
  ended: PenaltyEnd | null;
}

/** Whether it still holds at `at`: expiry is told from the time, so that no job has to run for it. */
export const isActive = ({ ended, expiresAt }: Pick<Penalty, 'ended' | 'expiresAt'>, at: Date): boolean =>
  ended === null && (expiresAt === null || expiresAt.getTime() > at.getTime());
