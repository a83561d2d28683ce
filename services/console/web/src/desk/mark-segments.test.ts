import type { Mark } from '@moderato/domain';
import fc from 'fast-check';
import { markSegments } from './mark-segments.js';

const mark = (start: number, end: number, weight = 0.5): Mark => ({ start, end, label: 'INSULT', weight });

test('the segments put together are the text, whatever the marks', () =>
  fc.assert(
    fc.property(
      fc.string(),
      fc.array(fc.tuple(fc.nat(40), fc.nat(40)).map(([start, length]) => mark(start, start + length))),
      (text, marks) => {
        const segments = markSegments(text, marks);
        expect(segments.map((segment) => segment.text).join('')).toBe(text);
        expect(new Set(segments.map(({ start }) => start)).size).toBe(segments.length);
      },
    ),
  ));

test('overlapping marks are cut where they begin and end, the heaviest first', () => {
  const segments = markSegments('pathetic moron', [mark(0, 14, 0.4), mark(9, 14, 0.9)]);
  expect(segments.map(({ text, marks }) => [text, marks.map(({ weight }) => weight)])).toEqual([
    ['pathetic ', [0.4]],
    ['moron', [0.9, 0.4]],
  ]);
});
