import type { Judgement, Outcome, Policy, Submission } from '@moderato/domain';

/** What a judgement beside the main path is asked for. */
export interface SideJudgement {
  outcome: Outcome;
  /** Clauses that it cites. */
  clauses: { id: string; words: string }[];
  /** The engine threw; a live comment would be held. */
  failed: boolean;
}

/** Judges comments beside the main path: backtests and the version in shadow. Order as asked. */
export interface SideJudge {
  judge(policy: Policy, submissions: Submission[]): Promise<SideJudgement[]>;
  close(): Promise<void>;
}

/** Never throws. */
export function judgeAside(
  moderate: (submission: Submission, policy: Policy) => Judgement,
  submission: Submission,
  policy: Policy,
): SideJudgement {
  try {
    const { outcome, findings } = moderate(submission, policy);
    return { outcome, clauses: findings.map(({ clause: { id, text } }) => ({ id, words: text || id })), failed: false };
  } catch {
    return { outcome: 'review', clauses: [], failed: true };
  }
}

/** In this very process: for tests, which bring a judge of their own. */
export const inProcessJudge = (moderate: (submission: Submission, policy: Policy) => Judgement): SideJudge => ({
  judge: async (policy, submissions) => submissions.map((submission) => judgeAside(moderate, submission, policy)),
  close: async () => {},
});
