import type { Judgement } from '@moderato/domain';
import { aFinding, aPolicy } from '@moderato/testkit';
import { decideRevision, heldJudgement } from './decide-revision.js';

const whole: Judgement = {
  ...heldJudgement(aPolicy(), 'model_missing'),
  probability: 0.25,
  marks: [{ start: 0, end: 4, label: 'TOXICITY', weight: 0.5 }],
  findings: [aFinding()],
  lifted: [{ rule: 'shouting', clauseId: 'shouting-1', severity: 'mild', confidence: 0.7, by: 'exception' }],
};

test.each([
  ['all of the judgement', whole],
  ['a judgement without what is optional', heldJudgement(null, 'no_guidelines')],
])('a decision carries %s', (_, judgement) => {
  const at = new Date('2026-11-24T10:00:00.000Z');
  const revision = {
    commentId: 'c',
    externalId: 'x',
    revision: 2,
    receivedAt: at,
    submission: { body: 'Well.', story: { id: 's', url: 'https://paper.example/s', people: [] } },
  };
  const onFault = (error: unknown) => {
    throw error;
  };
  const decision = decideRevision(revision, { policy: aPolicy(), moderate: () => judgement, at, onFault });
  expect(decision).toEqual({
    ...judgement,
    id: expect.any(String),
    commentId: 'c',
    externalId: 'x',
    revision: 2,
    decidedBy: 'rules',
    decidedAt: at.toISOString(),
  });
});
