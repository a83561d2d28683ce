import type { Mark } from '@moderato/domain';
import { characterF1, passagesOf } from './span-f1.js';

const mark = (start: number, end: number, weight = 0.9): Mark => ({ start, end, label: 'TOXICITY', weight });

test.each([
  ['two empty answers agree', [], [], 1],
  ['an empty answer to a passage is wrong', [], [[0, 3]], 0],
  ['a passage where there is none is wrong', [[0, 3]], [], 0],
  ['half of the characters', [[0, 4]], [[2, 6]], 0.5],
  [
    'overlapping answers count once',
    [
      [0, 4],
      [2, 4],
    ],
    [[0, 4]],
    1,
  ],
] as const)('%s', (_, predicted, gold, f1) => expect(characterF1(predicted, gold)).toBeCloseTo(f1, 10));

test('unsure marks are no answer, and marks that only blanks part are one passage', () => {
  const text = 'you utter fool, he said';
  expect(passagesOf([mark(4, 9), mark(10, 14), mark(16, 18, 0.49)], text)).toEqual([[4, 14]]);
});
