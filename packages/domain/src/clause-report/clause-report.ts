import type { Thresholds } from '../policy.js';
import {
  type Agreement,
  agreementOf,
  leastSeen,
  type Outcomes,
  outcomesUnder,
  proposedThresholds,
} from './proposed-thresholds.js';
import type { ReportedClause } from './reported-clauses.js';
import { type Sample, totalOf } from './samples.js';
import { type Share, wilson } from './wilson.js';

export interface ReliabilityBin {
  /** Confidence, 0..1, half open but for the last. */
  from: number;
  to: number;
  decided: number;
  upheld: number;
  overturned: number;
  /** Of those upheld or overturned, the upheld. */
  share: Share | null;
}

export interface ThresholdProposal {
  today: Thresholds;
  /** Null where nothing is proposed; `why` says why. */
  proposed: Thresholds | null;
  why: 'too_few_seen' | 'nothing_better' | null;
  agreement: { today: Agreement; proposed: Agreement | null };
  /** By how many of the same comments each outcome would grow. */
  change: Outcomes | null;
}

export interface ClauseFigures extends ReportedClause {
  /** Automatic decisions that cite it. */
  decided: number;
  seen: number;
  upheld: number;
  overturned: number;
  /** Rejected by moderators for other clauses only. */
  elsewhere: number;
  /** Published, and then rejected by a moderator who named it. */
  missed: number;
  precision: Share | null;
  overturnRate: Share | null;
  reliability: ReliabilityBin[];
  thresholds: ThresholdProposal | null;
}

const binWidth = 100;

function reliabilityOf(samples: readonly Sample[]): ReliabilityBin[] {
  return Array.from({ length: 10 }, (_, i) => {
    const isIn = ({ confidence }: Sample) => Math.min(9, Math.floor(confidence / binWidth)) === i;
    const own = samples.filter(isIn);
    const [upheld, overturned] = [totalOf(own, 'upheld'), totalOf(own, 'overturned')];
    const share = wilson(upheld, upheld + overturned);
    return { from: i / 10, to: (i + 1) / 10, decided: totalOf(own), upheld, overturned, share };
  }).filter(({ decided }) => decided > 0);
}

function proposalOf(samples: readonly Sample[], today: Thresholds): ThresholdProposal {
  const told = totalOf(samples, 'upheld') + totalOf(samples, 'overturned');
  const agreement = agreementOf(samples, today);
  const nothing = { today, proposed: null, agreement: { today: agreement, proposed: null }, change: null };
  if (told < leastSeen) return { ...nothing, why: 'too_few_seen' };
  const proposed = proposedThresholds(samples, today);
  if (proposed.review === today.review && proposed.reject === today.reject)
    return { ...nothing, why: 'nothing_better' };
  const [before, after] = [outcomesUnder(samples, today), outcomesUnder(samples, proposed)];
  return {
    today,
    proposed,
    why: null,
    agreement: { today: agreement, proposed: agreementOf(samples, proposed) },
    change: {
      approve: after.approve - before.approve,
      review: after.review - before.review,
      reject: after.reject - before.reject,
    },
  };
}

/** One clause by what moderators did with its decisions. Pure. */
export function clauseFigures(clause: ReportedClause, samples: readonly Sample[], missed: number): ClauseFigures {
  const upheld = totalOf(samples, 'upheld');
  const overturned = totalOf(samples, 'overturned');
  const elsewhere = totalOf(samples, 'elsewhere');
  return {
    ...clause,
    decided: totalOf(samples),
    seen: upheld + overturned + elsewhere,
    upheld,
    overturned,
    elsewhere,
    missed,
    precision: wilson(upheld, upheld + overturned),
    overturnRate: wilson(overturned, upheld + overturned),
    reliability: reliabilityOf(samples),
    thresholds: clause.today && proposalOf(samples, clause.today),
  };
}
