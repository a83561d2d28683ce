import fc from 'fast-check';
import { quotedSpans } from './quotes.js';

test.each([
  ['straight', 'He said "you moron" and left', ['"you moron"']],
  ['curly', 'He said “you moron” and “no”', ['“you moron”', '“no”']],
  ['angled', 'Il a dit «moron».', ['«moron»']],
  ['doubled', "She wrote ''you idiot'' again", ["''you idiot''"]],
  ['single, few words', "calling people 'total morons' is wrong", ["'total morons'"]],
  ['quoted line', '> you are a moron\nI object', ['> you are a moron']],
  ['apostrophes', "it's the dogs' bowl, isn't it", []],
  ['inches', 'a 6" pipe and an 8" pipe', []],
  ['unclosed', 'he said "you moron and left', []],
  ['unclosed curly', 'he said “you moron and left', []],
  ['a quotation in a quotation', 'x “a "b" c” y', ['“a "b" c”']],
])('%s', (_, text, quoted) => {
  expect(quotedSpans(text).map(({ start, end }) => text.slice(start, end))).toEqual(quoted);
});

test('spans are sorted, apart and inside the text', () =>
  fc.assert(
    fc.property(fc.array(fc.constantFrom('"', '“', '”', '«', '»', "'", '>', '\n', ' ', 'a', 'b c')), (parts) => {
      const text = parts.join('');
      let before = 0;
      for (const { start, end } of quotedSpans(text)) {
        expect(start).toBeGreaterThanOrEqual(before);
        expect(end).toBeGreaterThan(start);
        before = end;
      }
      expect(before).toBeLessThanOrEqual(text.length);
    }),
  ));

test.each(['"', '“', "''", "'", '>', "'a ", '"a', "''a"])('time grows with the length only: %s', (part) => {
  const began = performance.now();
  quotedSpans(part.repeat(65_536 / part.length));
  expect(performance.now() - began).toBeLessThan(1_000);
});
