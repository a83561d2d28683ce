import { moderateByRules } from './moderate.js';
import { checkRows } from './testing/check-rows.js';
import { testPolicy } from './testing/policy.js';

const targetIn = (title: string, body: string, url?: string): string | undefined =>
  moderateByRules({ body, story: { title, ...(url && { url }) } }, testPolicy).findings.find(
    ({ rule }) => rule === 'personal-attack',
  )?.target;

test.each([
  ['Mayor Tolvanen defends the levy', 'Tolvanen is an idiot.', 'storyPerson'],
  ['Mayor Tolvanen Defends Harbor Levy', 'That idiot Tolvanen again.', 'storyPerson'],
  ['Mayor Tolvanen defends the levy', 'The tolvanen is a moronic boat.', undefined],
  ['Why the Harbor Levy Is Late', 'The Harbor Levy is idiotic.', undefined],
  ['Why the Harbor Levy Is Late', 'Levies are idiotic.', undefined],
])('a name in the title "%s" is a person in "%s": %s', (title, body, target) => {
  expect(targetIn(title, body)).toBe(target);
});

test('a name in the address is a person', () => {
  const url = 'https://news.example.com/2026/03/tolvanen-defends-levy';
  expect(targetIn('Levy', 'Tolvanen is a moron.', url)).toBe('storyPerson');
});

test(
  'names are known by the surname, by "@" and by what insults make of them',
  checkRows([
    ['Quellen is a moron', 'review', 'personal-attack', 'storyPerson'],
    ['@Someone you are a moron', 'reject', 'personal-attack', 'commenter'],
    ['Quelltard is a moron', 'review', 'personal-attack', 'storyPerson'],
    ['Keala, you moron', 'reject', 'personal-attack', 'commenter'],
  ]),
);
