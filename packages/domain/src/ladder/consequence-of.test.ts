import type { Finding } from '../decision.js';
import type { Check, Policy } from '../policy.js';
import { consequenceOf, penaltyTermsOf } from './consequence-of.js';

const clause = (id: string, consequence: 'none' | 'warning' | 'strike') => ({
  id,
  consequence,
  text: id,
  start: 0,
  end: 1,
});
const check = (clauseId: string, reject: number | null): Check => ({
  rule: 'civility',
  clauseId,
  thresholds: { review: 0.4, reject },
  params: {},
});
const policy = {
  clauses: [clause('a-1', 'warning'), clause('b-1', 'strike'), clause('c-1', 'none')],
  checks: [check('a-1', 0.8), check('b-1', 0.9), check('c-1', 0.5)],
  tuning: { site: { trustedAuthors: ['t'], staff: { names: ['Ann'], authors: ['s'] } } },
} as unknown as Policy;
const terms = penaltyTermsOf(policy);
const finding = (id: string, confidence: number, severity: Finding['severity'] = 'moderate') =>
  ({ rule: 'civility', clause: { id }, confidence, severity }) as Finding;

test.each<[string, Finding[], string | undefined]>([
  ['the gravest of the clauses that reject', [finding('a-1', 0.85), finding('b-1', 0.95)], 'b-1'],
  ['a clause that only holds costs nothing', [finding('a-1', 0.85), finding('b-1', 0.85)], 'a-1'],
  ['a mild finding does not reject', [finding('b-1', 0.95, 'mild')], undefined],
  ['a clause without a consequence', [finding('c-1', 0.95)], undefined],
])('%s', (_, findings, expected) => {
  const made = consequenceOf({ outcome: 'reject', decidedBy: 'rules', findings }, terms);
  expect(made?.finding.clause.id).toBe(expected);
});

test('what a moderator rejects by counts whatever the confidence; what is held costs nothing', () => {
  const findings = [finding('b-1', 0.1, 'mild')];
  expect(consequenceOf({ outcome: 'reject', decidedBy: 'moderator', findings }, terms)?.consequence).toBe('strike');
  expect(consequenceOf({ outcome: 'review', decidedBy: 'rules', findings: [finding('b-1', 1)] }, terms)).toBeNull();
});

test('trusted authors and staff are exempt by id; a name is no proof', () => {
  expect([...terms.exempt]).toEqual(['t', 's']);
});
