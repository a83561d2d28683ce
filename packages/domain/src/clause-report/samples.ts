/**
 * What became of a decision that cites a clause. `upheld`: the last moderator rejected the comment, naming the clause or
 * none. `elsewhere`: rejected, for other clauses only. `overturned`: approved. `unseen`: no moderator has decided.
 */
export type Label = 'unseen' | 'upheld' | 'overturned' | 'elsewhere';

/** Automatic decisions that cite one clause and are alike in all that the report asks. */
export interface Sample {
  /** In thousandths, of the strongest finding. */
  confidence: number;
  /** The same of the strongest finding that may reject; null where none may. */
  rejecting: number | null;
  label: Label;
  /** Other clauses hold the comment too. */
  shared: boolean;
  /** Other clauses reject it. */
  othersReject: boolean;
  decisions: number;
}

export const totalOf = (samples: readonly Sample[], label?: Label): number =>
  samples.reduce((sum, sample) => sum + (label === undefined || sample.label === label ? sample.decisions : 0), 0);

/** Thousandths, of a confidence from which on something happens: what is below `threshold` stays below. */
export const inThousandths = (threshold: number): number => Math.ceil(threshold * 1_000 - 1e-6);
