import type { Outcome, RuleId, Submission, Target } from '@moderato/domain';
import { moderateByRules } from '../moderate.js';
import { testPolicy } from './policy.js';

export type Row = [body: string, outcome: Outcome, rule?: RuleId, target?: Target];

const context: Omit<Submission, 'body'> = {
  story: { title: 'Council delays the harbor levy', people: ['Marta Quellen', 'Ivo Brandt'] },
  parent: { author: 'Keala' },
};

/** A test's body: each comment is decided so, by that rule, against that target. Names every row that is not. */
export const checkRows = (rows: Row[]) => () => {
  const judged = rows.map(([body, outcome, rule, target]) => {
    const { outcome: got, findings } = moderateByRules({ ...context, body }, testPolicy);
    const found = findings.find(
      (finding) => finding.rule === rule && (target === undefined || finding.target === target),
    );
    return { wanted: [body, outcome, rule, target], got: [body, got, found && rule, found && target] };
  });
  expect(judged.map(({ got }) => got)).toEqual(judged.map(({ wanted }) => wanted));
};
