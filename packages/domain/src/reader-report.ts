/** Why a reader reports a comment: one code; what they say themselves goes beside it. */
export const reportReasons = [
  'insult',
  'hate',
  'threat',
  'sexual',
  'spam',
  'privacy',
  'falsehood',
  'off_topic',
  'illegal',
  'other',
] as const;
export type ReportReason = (typeof reportReasons)[number];

/** `moot`: the comment was gone, or down already, before anybody looked. */
export const reportStates = ['open', 'upheld', 'dismissed', 'moot'] as const;
export type ReportState = (typeof reportStates)[number];

export const reportSources = ['api', 'button', 'mail'] as const;
export type ReportSource = (typeof reportSources)[number];

/** How a reporter's earlier reports ended. */
export interface ReporterRecord {
  upheld: number;
  dismissed: number;
}

/** What one report is worth, 0..1: how often the reporter was right, with one of each imagined before the first. */
export const reporterWeight = ({ upheld, dismissed }: ReporterRecord): number =>
  (upheld + 1) / (upheld + dismissed + 2);

/** Newcomers within `burstMs` from which on a comment is taken to be brigaded. */
export const burstNewcomers = 10;
export const burstMs = 10 * 60_000;

/** Of how many newcomers the reports count at most: as they come, and in what looks like a brigade. */
const heardNewcomers = { usually: 4, inBurst: 2 };

/** The open reports of a comment, summed up. */
export interface ReportSums {
  /** Weights of those of whom something is known. */
  knownWeight: number;
  newcomers: number;
  brigading: boolean;
}

/** What reports alone make of a comment's priority, 0..1. Never less for one report more, unless a burst begins. */
export function reportPriority({ knownWeight, newcomers, brigading }: ReportSums): number {
  const heard = Math.min(newcomers, brigading ? heardNewcomers.inBurst : heardNewcomers.usually);
  return 1 - Math.exp(-(knownWeight + heard * reporterWeight({ upheld: 0, dismissed: 0 })));
}
