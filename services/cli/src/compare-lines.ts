import { type Comparison, isStricter, type Judgement, type Policy } from '@moderato/domain';
import { type Moderate, readSubmission, type SubmissionId } from './decide-lines.js';
import type { Line } from './lines.js';

/** One comment whose decision changes. */
export interface FlippedLine extends Pick<Comparison, 'from' | 'to' | 'clauses'> {
  line: number;
  id: SubmissionId;
  /** The comment's text, where it is asked for. */
  body?: string;
}

export interface Compared {
  compared: number;
  bad: number;
  /** Decisions that stay what they are, but rest on other words of the guidelines. */
  otherwiseCited: number;
  flips: FlippedLine[];
}

export interface ComparedPolicies {
  before: Policy;
  after: Policy;
  show: boolean;
}

const words = ({ findings }: Judgement): string[] => findings.map(({ clause: { text, id } }) => text || id);

/** Decides each line under both policies. */
export function compareLines(lines: Line[], { before, after, show }: ComparedPolicies, judge: Moderate): Compared {
  const result: Compared = { compared: 0, bad: 0, otherwiseCited: 0, flips: [] };
  for (const line of lines) {
    const reading = readSubmission(line);
    if ('problem' in reading) {
      result.bad++;
      continue;
    }
    const { id, submission } = reading;
    const [was, is] = [judge(submission, before), judge(submission, after)];
    const [from, to] = [was.outcome, is.outcome];
    result.compared++;
    if (from === to) {
      if (JSON.stringify(words(was)) !== JSON.stringify(words(is))) result.otherwiseCited++;
      continue;
    }
    const clauses = words(isStricter(to, from) ? is : was);
    result.flips.push({ line: line.number, id, from, to, clauses, ...(show && { body: submission.body }) });
  }
  return result;
}
