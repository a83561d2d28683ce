import type { Outcome } from '../decision.js';
import type { Thresholds } from '../policy.js';
import { inThousandths, type Sample } from './samples.js';

/** Fewer decisions by moderators say too little to change anything. */
export const leastSeen = 30;
/** A rejection that nobody looks at must be right nine times in ten to be worth having. */
export const wrongRejectionWeighs = 9;

/** How thresholds fit what moderators decided. */
export interface Agreement {
  /** Held and upheld, or let pass and overturned. */
  review: number;
  /** Rejected unseen and upheld. */
  rightRejections: number;
  /** Rejected unseen and overturned. */
  wrongRejections: number;
}

interface Limits {
  review: number;
  reject: number | null;
}

const limitsOf = ({ review, reject }: Thresholds): Limits => ({
  review: inThousandths(review),
  reject: reject === null ? null : inThousandths(reject),
});
const rejects = ({ rejecting }: Sample, { reject }: Limits): boolean =>
  reject !== null && rejecting !== null && rejecting >= reject;

function agreementWithin(samples: readonly Sample[], limits: Limits): Agreement {
  const sum: Agreement = { review: 0, rightRejections: 0, wrongRejections: 0 };
  for (const sample of samples) {
    const { label, confidence, decisions } = sample;
    if (label !== 'upheld' && label !== 'overturned') continue;
    if (confidence >= limits.review === (label === 'upheld')) sum.review += decisions;
    if (rejects(sample, limits)) sum[label === 'upheld' ? 'rightRejections' : 'wrongRejections'] += decisions;
  }
  return sum;
}

export const agreementOf = (samples: readonly Sample[], thresholds: Thresholds): Agreement =>
  agreementWithin(samples, limitsOf(thresholds));

/** What rejecting unseen is worth: see `wrongRejectionWeighs`. */
export const worthOf = ({ rightRejections, wrongRejections }: Agreement): number =>
  rightRejections - wrongRejectionWeighs * wrongRejections;

/** The best of `candidates`; `today` where none is better, else of equally good ones the nearest to it. */
function best<T>(today: T, candidates: readonly T[], worth: (one: T) => number, distance: (one: T) => number): T {
  let chosen = today;
  let most = worth(today);
  for (const one of candidates.toSorted((a, b) => distance(a) - distance(b))) {
    const value = worth(one);
    if (value > most) [chosen, most] = [one, value];
  }
  return chosen;
}

const distinct = (values: (number | null)[]): number[] => [...new Set(values.filter((value) => value !== null))];

/**
 * The thresholds that agree most with what moderators decided of what they saw: never less than today's, and today's
 * where nothing is better. A clause that never rejects by itself is given no threshold to reject from.
 */
export function proposedThresholds(samples: readonly Sample[], today: Thresholds): Thresholds {
  const now = limitsOf(today);
  const told = samples.filter(({ label }) => label === 'upheld' || label === 'overturned');
  const reject = now.reject === null ? null : rejectFrom(told, { review: now.review, reject: now.reject });
  const most = reject ?? 1_000;
  const review = best(
    now.review,
    distinct([...told.map(({ confidence }) => confidence), most]).filter((limit) => limit <= most),
    (limit) => agreementWithin(told, { review: limit, reject: null }).review,
    (limit) => Math.abs(limit - now.review),
  );
  return { review: asWritten(review, today.review), reject: reject === null ? null : asWritten(reject, today.reject) };
}

/** Null where no rejection unseen is worth having. */
function rejectFrom(told: readonly Sample[], now: { review: number; reject: number }): number | null {
  const candidates = distinct(told.map(({ rejecting }) => rejecting)).filter((limit) => limit >= now.review);
  return best<number | null>(
    now.reject,
    [...candidates, null],
    (limit) => worthOf(agreementWithin(told, { review: now.review, reject: limit })),
    (limit) => (limit === null ? 1_000 : Math.abs(limit - now.reject)),
  );
}

/** Today's threshold keeps all its digits. */
const asWritten = (thousandths: number, today: number | null): number =>
  today !== null && thousandths === inThousandths(today) ? today : thousandths / 1_000;

export type Outcomes = Record<Outcome, number>;

/** What becomes of the same comments under these thresholds, with whatever other clauses do to them. */
export function outcomesUnder(samples: readonly Sample[], thresholds: Thresholds): Outcomes {
  const limits = limitsOf(thresholds);
  const outcomes: Outcomes = { approve: 0, review: 0, reject: 0 };
  for (const sample of samples) {
    const rejected = rejects(sample, limits) || sample.othersReject;
    const held = sample.confidence >= limits.review || sample.shared;
    outcomes[rejected ? 'reject' : held ? 'review' : 'approve'] += sample.decisions;
  }
  return outcomes;
}
