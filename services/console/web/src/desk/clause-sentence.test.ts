import { clauseSentence, sentenceStart } from './clause-sentence.js';

const source = 'Be civil. Comments must be in good taste, with no personal attacks. Write to desk@paper.example.';

test.each([
  ['with no personal attacks', 'Comments must be in good taste, ', '.'],
  ['Be civil', '', '.'],
  ['Write to desk@paper.example.', '', ''],
])('around "%s" the sentence is shown, and no other', (clause, before, after) => {
  const start = source.indexOf(clause);
  expect(clauseSentence(source, { start, end: start + clause.length })).toEqual({ before, clause, after });
});

test('clauses of one sentence begin at one place', () => {
  const places = ['good taste', 'personal attacks'].map((words) => ({ start: source.indexOf(words), end: 0 }));
  expect(places.map((place) => sentenceStart(source, place))).toEqual([10, 10]);
});
