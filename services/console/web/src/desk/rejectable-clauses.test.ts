import type { Decision, Finding } from '@moderato/domain';
import type { Guidelines } from '../api/contract.js';
import { rejectableClauses } from './rejectable-clauses.js';

const clause = (id: string, demand: string) => ({ id, demand, kind: 'other', text: `text of ${id}`, start: 0, end: 1 });
const guidelines = {
  clauses: [clause('a', 'require'), clause('b', 'encourage'), clause('c', 'forbid'), clause('d', 'inform')],
} as unknown as Guidelines;
const under = (id: string, severity: Finding['severity']) => ({
  clause: { id, text: `text of ${id}` },
  severity,
  confidence: 0.5,
});

test('the proposed clauses come first, the worst of them at the top; then what else the site forbids or demands', () => {
  const decision = { findings: [under('c', 'mild'), under('old', 'severe')] } as unknown as Decision;
  expect(rejectableClauses(decision, guidelines).map(({ id, proposed }) => [id, proposed])).toEqual([
    ['old', true],
    ['c', true],
    ['a', false],
  ]);
});

test('without guidelines and findings there is none', () => {
  expect(rejectableClauses(null, null)).toEqual([]);
});
