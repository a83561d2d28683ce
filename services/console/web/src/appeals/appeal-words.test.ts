import { dueWords } from './appeal-words.js';

const now = new Date('2026-11-24T12:00:00Z');
test.each([
  ['2026-12-04T13:00:00Z', /^Due in 10 days, /],
  ['2026-11-25T13:00:00Z', /^Due in 1 day, /],
  ['2026-11-24T13:00:00Z', /^Due within a day$/],
  ['2026-11-24T11:00:00Z', /^Overdue since today$/],
  ['2026-11-22T11:00:00Z', /^Overdue by 2 days$/],
])('what is due at %s reads so', (dueAt, words) => {
  expect(dueWords(dueAt, now)).toMatch(words);
});
