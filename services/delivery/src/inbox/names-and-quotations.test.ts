import fc from 'fast-check';
import { matchQuotation } from './match-quotation.js';
import { namesOfComments, withoutPlace } from './names-in-mail.js';

const comments = [
  {
    id: 'market',
    body: 'The market hall was sold to a friend of the mayor, and everybody on the council knew about it.',
  },
  { id: 'bridge', body: 'Nobody needs a second bridge over the canal while the first one is falling to pieces.' },
  { id: 'short', body: 'You are a clown.' },
];

test.each([
  [
    'whole, behind marks',
    `See:\n> The market hall was sold to a friend of the\n> mayor, and everybody on the council knew about it.\n`,
    'market',
  ],
  ['in part, in quotes', 'Somebody wrote “a second bridge over the canal while the first one” and worse.', 'bridge'],
  [
    'unmarked, as a forwarded mail has it',
    `Bob wrote:\nNobody needs a second bridge over the canal while the first one is falling to pieces.`,
    'bridge',
  ],
  ['a short one whole', 'He says to me: you are a clown. Really.', 'short'],
  ['not at all', 'I do not like what is written about the canal and the council under your stories.', null],
])('a comment quoted %s is found', (_, mail, id) => {
  expect(matchQuotation(mail, comments).match).toBe(id);
});

test('of two comments that say the same neither is taken', () => {
  const twice = [...comments, { id: 'copy', body: `${comments[0]?.body}` }];
  const { match, near } = matchQuotation(`> ${comments[0]?.body}`, twice);
  expect(match).toBeNull();
  expect(near).toEqual(expect.arrayContaining(['market', 'copy']));
});

test('however a comment is broken into quoted lines, it is found', () =>
  fc.assert(
    fc.property(fc.integer({ min: 5, max: 60 }), fc.constantFrom('> ', '>> ', ' > '), (width, mark) => {
      const lines = (comments[0]?.body ?? '').match(new RegExp(`.{1,${width}}(?:\\s|$)|\\S+`, 'g')) ?? [];
      expect(matchQuotation(`Look:\n${lines.map((line) => mark + line).join('\n')}`, comments).match).toBe('market');
    }),
  ));

test.each([
  ['https://paper.example/a#comment-12', ['comment-12', '12']],
  ['https://paper.example/a?commentID=9f-3&utm_source=x', ['9f-3']],
  ['https://paper.example/comments/77', ['77']],
  ['https://paper.example/2026/11/24', []],
])('%s may name %j', (link, names) => {
  expect(namesOfComments({ subject: '', text: '', links: [link] }).linked.map(({ name }) => name)).toEqual(names);
});

test('ids in words are found where they are called so', () => {
  const named = namesOfComments({
    subject: 'Comment no. c-12',
    text: 'since 2024, comment id: 99. And 5 more.',
    links: [],
  });
  expect(named.external).toEqual(['c-12', '99']);
});

test('any text is read in bounded time and number', () =>
  fc.assert(
    fc.property(fc.string({ maxLength: 5_000 }), (text) => {
      const { ids, external, linked } = namesOfComments({ subject: text, text, links: [text] });
      expect(ids.length + external.length + linked.length).toBeLessThanOrEqual(300);
      matchQuotation(text, comments);
    }),
  ));

test('a story is the same with and without www, query and fragment', () => {
  expect(withoutPlace('https://www.Paper.example/a/?x=1#y')).toBe(withoutPlace('http://paper.example/a'));
});
