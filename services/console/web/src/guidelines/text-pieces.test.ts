import fc from 'fast-check';
import { changedPieces, textPieces } from './text-pieces.js';

const clause = (id: string, start: number, end: number) => ({ id, start, end });
const placed = fc
  .array(fc.tuple(fc.nat({ max: 80 }), fc.nat({ max: 80 })), { maxLength: 6 })
  .map((spans) => spans.map(([a, b], i) => clause(`c-${i}`, Math.min(a, b), Math.max(a, b))));
const words = fc.array(fc.constantFrom('be', 'civil', 'no', 'spam', 'attacks', '.', '\n', 'é', '🙂'), {
  maxLength: 20,
});
const texts = words.map((list) => list.join(' '));

test('the pieces are the text, and each knows its clauses', () => {
  const pieces = textPieces('Be civil, no spam.', [clause('civility-1', 0, 8), clause('spam-1', 10, 17)]);
  expect(pieces.map(({ text, clauseIds }) => [text, ...clauseIds])).toEqual([
    ['Be civil', 'civility-1'],
    [', '],
    ['no spam', 'spam-1'],
    ['.'],
  ]);
});

test('of overlapping clauses the shared words belong to both', () => {
  const pieces = textPieces('no spam or threats', [clause('a', 0, 10), clause('b', 8, 18)]);
  expect(pieces.map(({ clauseIds }) => clauseIds)).toEqual([['a'], ['a', 'b'], ['b']]);
});

test('a word that was replaced is shown beside the one in its place', () => {
  const pieces = changedPieces('No more than two links.', 'No more than three links.', [clause('links-1', 0, 24)]);
  expect(pieces?.map(({ text, change, clauseIds }) => [text, change, clauseIds.length])).toEqual([
    ['No more than ', 'none', 1],
    ['two', 'removed', 0],
    ['three', 'added', 1],
    [' links', 'none', 1],
    ['.', 'none', 0],
  ]);
});

test('whatever the texts, nothing of either is lost, and no key comes twice', () =>
  fc.assert(
    fc.property(texts, texts, placed, (before, after, clauses) => {
      const pieces = changedPieces(before, after, clauses) ?? [];
      const joined = (...changes: string[]) =>
        pieces
          .filter(({ change }) => changes.includes(change))
          .map(({ text }) => text)
          .join('');
      expect(joined('none', 'added')).toBe(after);
      expect(joined('none', 'removed')).toBe(before);
      expect(new Set(pieces.map(({ key }) => key)).size).toBe(pieces.length);
    }),
  ));
