import type { ReviewComment } from '../api/contract.js';
import { joinQueue, type StandingOrder } from './standing-order.js';

const at = (id: string, rank: number) => ({ id, held: { rank } }) as ReviewComment;
const known = (...all: ReviewComment[]) => new Map(all.map((one) => [one.id, one]));
const none: StandingOrder = { shown: [], arrived: [] };
const [a, b, c, d] = [at('a', 9), at('b', 7), at('c', 5), at('d', 3)] as const;

test('the first look shows the queue as it is', () => {
  expect(joinQueue(none, known(), { fresh: [a, b], complete: true, keep: () => false })).toEqual({
    shown: ['a', 'b'],
    arrived: [],
  });
});

test('what arrives above waits behind the button, what arrives below is put to the end', () => {
  const before = { shown: ['b', 'c'], arrived: [] };
  expect(joinQueue(before, known(b, c), { fresh: [a, b, c, d], complete: true, keep: () => false })).toEqual({
    shown: ['b', 'c', 'd'],
    arrived: ['a'],
  });
});

test('what was decided elsewhere goes, but for what is being read', () => {
  const before = { shown: ['a', 'b', 'c'], arrived: [] };
  const keep = (id: string) => id === 'b';
  expect(joinQueue(before, known(a, b, c), { fresh: [c], complete: true, keep }).shown).toEqual(['b', 'c']);
});

test('what news pushed off the loaded pages is not taken for gone', () => {
  const before = { shown: ['b', 'c', 'd'], arrived: [] };
  const joined = joinQueue(before, known(b, c, d), { fresh: [a, b, c], complete: false, keep: () => false });
  expect(joined).toEqual({ shown: ['b', 'c', 'd'], arrived: ['a'] });
});
