import type { PendingRevision } from '@moderato/database';
import {
  attributes,
  type Decision,
  type Judgement,
  newId,
  type Policy,
  type Scores,
  type Submission,
} from '@moderato/domain';
import { engineVersion } from '@moderato/engine';
import { heldBack } from './hold-barred.js';

export type Moderate = (submission: Submission, policy: Policy) => Judgement;

const noScores = Object.fromEntries(attributes.map((attribute) => [attribute, 0])) as Scores;

/** What is decided where nothing could be judged: a person looks, and sees why. */
export const heldJudgement = (policy: Policy | null, reason: string): Judgement => ({
  outcome: 'review',
  probability: 0,
  scores: noScores,
  marks: [],
  findings: [],
  guidelines: { version: policy?.version ?? 0, hash: policy?.hash ?? '' },
  engine: { version: engineVersion, model: null },
  degraded: [reason],
});

/** So that what judgements get one day cannot be left out here. */
type Whole = Decision & Required<Omit<Judgement, 'lifted'>>;

/** Never throws and never approves what it could not judge. `onFault` hears of a throwing engine. */
export function decideRevision(
  { submission, commentId, externalId, revision, hold }: PendingRevision,
  {
    policy,
    moderate,
    at,
    onFault,
  }: { policy: Policy | null; moderate: Moderate; at: Date; onFault: (error: unknown) => void },
): Decision {
  const judgement = heldBack(judge(submission, policy, moderate, onFault), hold, policy);
  // Named one by one: spreading a judgement costs half as much as making it.
  const decision: Whole = {
    outcome: judgement.outcome,
    probability: judgement.probability,
    scores: judgement.scores,
    marks: judgement.marks,
    findings: judgement.findings,
    guidelines: judgement.guidelines,
    engine: judgement.engine,
    degraded: judgement.degraded,
    id: newId(at),
    commentId,
    externalId,
    revision,
    decidedBy: 'rules',
    decidedAt: at.toISOString(),
  };
  if (judgement.lifted) decision.lifted = judgement.lifted;
  return decision;
}

function judge(
  submission: Submission,
  policy: Policy | null,
  moderate: Moderate,
  onFault: (error: unknown) => void,
): Judgement {
  if (!policy) return heldJudgement(null, 'no_guidelines');
  try {
    return moderate(submission, policy);
  } catch (error) {
    onFault(error);
    return heldJudgement(policy, 'engine_failed');
  }
}
