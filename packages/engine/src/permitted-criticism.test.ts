import type { Outcome, Policy, RuleId, Submission } from '@moderato/domain';
import { createJudge } from './judge.js';
import { moderateByRules } from './moderate.js';
import { asking } from './testing/asked.js';

const story = { title: 'Council delays the harbor levy', people: ['Marta Quellen'] };
const privateStory = { title: 'Three rescued from the pier', people: ['Marta Quellen'] };
const parent = { author: 'Keala' };
const judge = createJudge((error) => {
  throw error;
});

const permitting = (rule: RuleId, permits: string, review = 0.5): Policy => {
  const policy = asking(rule, { permits });
  return { ...policy, checks: policy.checks.map((check) => ({ ...check, thresholds: { review, reject: 0.8 } })) };
};
const forbidding = (rule: RuleId, review = 0.5): Policy => {
  const policy = permitting(rule, '', review);
  return { ...policy, checks: policy.checks.map((check) => ({ ...check, params: {} })) };
};

type Row = [what: string, rule: RuleId, submission: Submission, without: Outcome, permitted: Outcome];

test.each<[string, ...Row[]]>([
  [
    'public',
    [
      'a person of a story about an office',
      'personal-attack',
      { body: 'Quellen is a corrupt clown.', story },
      'review',
      'approve',
    ],
    [
      'institutions by name of their office',
      'civility',
      { body: 'These politicians are crooks, every one of them.', story },
      'review',
      'approve',
    ],
    ['somebody in the thread', 'personal-attack', { body: 'You are an idiot.', story, parent }, 'reject', 'reject'],
    [
      'somebody in the thread, with an official beside',
      'civility',
      { body: 'You are as stupid as the mayor.', story, parent },
      'reject',
      'reject',
    ],
    [
      'the author of the piece',
      'personal-attack',
      { body: 'The author of this piece is an idiot.', story },
      'reject',
      'reject',
    ],
    ['a threat', 'threat', { body: 'Somebody should shoot Quellen.', story }, 'reject', 'reject'],
  ],
  [
    'ours',
    [
      'the author of the piece',
      'personal-attack',
      { body: 'The author of this piece is an idiot.', story },
      'reject',
      'review',
    ],
    ['a person of the story', 'personal-attack', { body: 'Quellen is a corrupt clown.', story }, 'review', 'review'],
    ['somebody in the thread', 'personal-attack', { body: 'You are an idiot.', story, parent }, 'reject', 'reject'],
  ],
  [
    'language',
    ['a coarse word', 'good-taste', { body: 'The whole plan is bullshit.', story }, 'reject', 'review'],
    ['a person of the story', 'personal-attack', { body: 'Quellen is a corrupt clown.', story }, 'review', 'review'],
  ],
])('where the guidelines permit criticism (%s), the bar is raised for it and for nothing else', (permits, ...rows) => {
  const judged = rows.map(([what, rule, submission]) => [
    what,
    judge(submission, forbidding(rule)).outcome,
    judge(submission, permitting(rule, permits)).outcome,
  ]);
  expect(judged).toEqual(rows.map(([what, , , without, permitted]) => [what, without, permitted]));
});

test('the bar rises less for a person of a story of whom nothing says that they are in office', () => {
  const body = 'Quellen is a corrupt clown.';
  const policy = permitting('personal-attack', 'public', 0.1);
  const [{ confidence = 0 } = {}] = moderateByRules({ body, story }, forbidding('personal-attack', 0.1)).findings;
  expect(confidence).toBeGreaterThan(0.55);
  expect(moderateByRules({ body, story: privateStory }, policy).outcome).toBe('review');
  expect(moderateByRules({ body, story }, policy).outcome).toBe('approve');
});

test('what is permitted is told in the decision', () => {
  const judgement = moderateByRules(
    { body: 'Quellen is a corrupt clown.', story },
    permitting('personal-attack', 'public'),
  );
  expect(judgement).toMatchObject({ outcome: 'approve', findings: [] });
  expect(judgement.lifted).toEqual([expect.objectContaining({ rule: 'personal-attack', by: 'permitted' })]);
});
