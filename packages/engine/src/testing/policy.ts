import type { Check, Clause, ClauseKind, Policy, RuleId } from '@moderato/domain';

const source = 'Comments must be civil and in good taste, with no personal attacks.';

const clause = (kind: ClauseKind, text: string): Clause => {
  const start = source.indexOf(text);
  return {
    id: `${kind}-1`,
    kind,
    demand: 'forbid',
    text,
    start,
    end: start + text.length,
    params: {},
    rules: [],
    enforced: true,
  };
};

const check = (rule: RuleId, kind: ClauseKind): Check => ({
  rule,
  clauseId: `${kind}-1`,
  thresholds: { review: 0.5, reject: 0.8 },
  params: {},
});

/** Three clauses, and every rule bound to one of them. */
export const testPolicy: Policy = {
  hash: 'f'.repeat(64),
  version: 3,
  source,
  clauses: [
    clause('civility', 'must be civil'),
    clause('good_taste', 'in good taste'),
    clause('personal_attack', 'with no personal attacks'),
  ],
  checks: [
    check('threat', 'personal_attack'),
    check('hate', 'personal_attack'),
    check('personal-attack', 'personal_attack'),
    check('civility', 'civility'),
    check('good-taste', 'good_taste'),
    check('shouting', 'good_taste'),
    check('spam', 'good_taste'),
    check('links', 'good_taste'),
  ],
  report: { emails: [], other: [] },
  limits: {},
};
