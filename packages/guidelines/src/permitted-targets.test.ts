import { compile } from './index.js';

const base = 'Comments must be civil and in good taste, with no personal attacks.';
const permits = (sentence: string) =>
  Object.fromEntries(
    compile(`${base} ${sentence}`, { version: 1 }).checks.flatMap(({ rule, params }) =>
      params.permits ? [[rule, params.permits]] : [],
    ),
  );
const ofPeople = (targets: string) => ({ 'personal-attack': targets, civility: targets });

test.each([
  ['Criticism of public officials is welcome.', ofPeople('public')],
  ['Harsh criticism of the government and politicians is allowed.', ofPeople('public')],
  ['We welcome strong opinions about public figures.', ofPeople('public')],
  ['Satire is welcome.', ofPeople('public')],
  ['You are free to criticize us.', ofPeople('ours')],
  ['You may criticise our reporting and the council.', ofPeople('ours,public')],
  ['Strong language is allowed.', { 'good-taste': 'language' }],
  ['Disagreement with other commenters is fine.', {}],
  ['Criticism of officials is not welcome.', {}],
  ['Links are welcome.', {}],
])('"%s" makes these rules milder: %j', (sentence, expected) => {
  expect(permits(sentence)).toEqual(expected);
});

test('threats, hate and whatever is about the law get no milder', () => {
  const text =
    'No threats, no hate speech, no defamation, no private details. Criticism of public officials is welcome.';
  const milder = compile(text, { version: 1 }).checks.filter(({ params }) => params.permits);
  const never = ['threat', 'hate', 'defamation', 'privacy', 'illegal', 'sexual'];
  expect(milder.filter(({ rule }) => never.includes(rule))).toEqual([]);
});
