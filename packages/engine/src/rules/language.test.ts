import { asking, checkAsked, judgeAsked } from '../testing/asked.js';

const spanish = 'El alcalde no tiene ni idea de lo que hace con el dinero del pueblo.';

test('a comment in another language cites the clause', () => {
  const { outcome, findings } = judgeAsked('language', spanish);
  expect([outcome, findings.map(({ rule }) => rule)]).toEqual(['review', ['language']]);
});

test('a language that the guidelines allow beside theirs breaks no clause', () => {
  expect(judgeAsked(asking('language', { alsoLanguages: 'haw,es' }), spanish).findings).toEqual([]);
});

test(
  'English is what is asked for where no language is named',
  checkAsked('language', [
    ['The mayor has no idea what he does with the money of the town.', 'approve'],
    ['Mahalo!', 'approve'],
    ['He said "c\'est la vie" and went home to watch the game.', 'approve'],
  ]),
);
