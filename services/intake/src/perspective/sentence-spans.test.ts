import fc from 'fast-check';
import { mostSpans, sentenceSpans } from './sentence-spans.js';

test.each([
  ['Naïve 😀 idiot! Nice.', ['Naïve 😀 idiot!', 'Nice.']],
  ['  One line\nanother one  ', ['One line', 'another one']],
  ['no stop', ['no stop']],
  ['', ['']],
])('%s', (text, sentences) => {
  expect(sentenceSpans(text).map(({ start, end }) => text.slice(start, end))).toEqual(sentences);
});

test('spans are sorted and apart, hold all but white space, and split no pair', () =>
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' })), (text) => {
      let before = 0;
      let between = '';
      for (const { start, end } of sentenceSpans(text)) {
        expect(start).toBeGreaterThanOrEqual(before);
        expect(end).toBeGreaterThanOrEqual(start);
        between += text.slice(before, start);
        if (text.isWellFormed()) expect(text.slice(start, end).isWellFormed()).toBe(true);
        before = end;
      }
      expect((between + text.slice(before)).trim()).toBe('');
    }),
  ));

test('however many sentences there are, the spans are few and hold them all', () => {
  const text = 'No! '.repeat(5_000);
  const spans = sentenceSpans(text);
  expect(spans.length).toBeLessThanOrEqual(mostSpans);
  expect([spans[0]?.start, spans.at(-1)?.end]).toEqual([0, text.length - 1]);
});
