import fc from 'fast-check';
import { normalise } from './normalise.js';
import { originalSpan } from './view.js';

const anything = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.string({ unit: 'grapheme', maxLength: 300 }),
  fc
    .array(
      fc.constantFrom(
        ...'idot1!0$@ .-*&;<>ab/"\'aaa'.split(''),
        '&amp;',
        '&lt;',
        '&Amp;',
        '&1t;',
        '<b>',
        '</b>',
        '<q>',
        '<!--',
        '-->',
        '&#x65;',
        '\u200b',
        '\ud800',
        '\udc00',
        'І',
        'ﬁ',
        '𝐢',
        'İ',
        'ΑΣ',
        'é',
        '\u0301',
        '👍🏽',
      ),
      { maxLength: 60 },
    )
    .map((parts) => parts.join('')),
);

test('normalising twice is normalising once', () =>
  fc.assert(
    fc.property(anything, (text) => {
      const { plain, folded } = normalise(text);
      expect(normalise(plain.text).plain.text).toBe(plain.text);
      expect(normalise(folded.text).folded.text).toBe(folded.text);
    }),
    { numRuns: 2000 },
  ));

test('every unit of either view comes from whole characters of the original, in order', () =>
  fc.assert(
    fc.property(anything, (text) => {
      const { plain, folded } = normalise(text);
      for (const view of [plain, folded]) {
        let before = { start: 0, end: 0 };
        for (let i = 0; i < view.text.length; i++) {
          const span = originalSpan(view, i, i + 1);
          expect(span.start).toBeLessThan(span.end);
          expect(span.end).toBeLessThanOrEqual(text.length);
          expect(span.start).toBeGreaterThanOrEqual(before.start);
          expect(span.end).toBeGreaterThanOrEqual(before.end);
          if (text.isWellFormed())
            expect(text.slice(span.start, span.end).isWellFormed() || view.starts === null).toBe(true);
          before = span;
        }
      }
    }),
  ));

test.each([
  ['entities', 'you &#105;diot &amp;amp;', 'you idiot &'],
  ['an entity inside an entity', 'x &amp;lt;b&amp;gt; y', 'x  y'],
  ['tags', 'you <b>id</b><i class="x">iot</i><br>go', 'you idiot\ngo'],
  ['tags within tags', 'i<<b>b>diot', 'idiot'],
  ['unknown tags stay words', 'you <idiot> love <3', 'you <idiot> love <3'],
  ['Cyrillic look-alikes', 'іdіоt mоrоn', 'idiot moron'],
  ['mathematical letters', '𝓲𝓭𝓲𝓸𝓽 𝐦𝐨𝐫𝐨𝐧 ⓘⓓⓘⓞⓣ ｉｄｉｏｔ', 'idiot moron idiot idiot'],
  ['zero-width signs', 'id\u200bi\u200do\ufefft \u2066you', 'idiot you'],
  ['stacked marks', 'i\u0300\u0301d\u0489i\u0334o\u0335t', 'idiot'],
  ['accents', 'ïdïöt', 'idiot'],
  ['leet', '1d10t 5h!t $lut b@stard @ss a$$ m0r0n', 'idiot shit slut bastard ass ass moron'],
  ['figures that are no leet', '$5000 in the 1990s, MH370, 10%, 9/11', '$5000 in the 1990s, mh370, 10%, 9/11'],
  ['mentions', '@Keala wow! yes', '@keala wow! yes'],
  ['an exclamation mark between words', 'idiot!you', 'idiot!you'],
  ['spaced letters', 'an i d i o t, i.d.i.o.t i-d-i-o-t I D I O T', 'an idiot, idiot idiot idiot'],
  ['abbreviations of two letters', 'e.g. this', 'e.g. this'],
  ['stretched letters', 'idiooooooot stuuuupid', 'idioot stuupid'],
  ['stars', 'f**k sh*t', 'f**k sh*t'],
])('folds %s', (_, text, folded) => {
  expect(normalise(text).folded.text).toBe(folded);
});

test('a match in the folded view leads back to exactly the disguised words', () => {
  const text = 'So, 👍 you &lt; i\u200bd<b>1</b>0ооооt! 𝐛𝐲𝐞';
  const { folded } = normalise(text);
  const at = folded.text.indexOf('idioot');
  const { start, end } = originalSpan(folded, at, at + 6);
  expect(text.slice(start, end)).toBe('i\u200bd<b>1</b>0ооооt');
});

test('ordinary text keeps no map', () => {
  const { plain, folded } = normalise('The vote was 5-4, and "no" won.');
  expect([plain.starts, folded.starts]).toEqual([null, null]);
});

test.each([
  ['100,000 emoji', '👍'.repeat(100_000)],
  ['one word of 50,000 letters', 'ab'.repeat(25_000)],
  ['one letter 64 K times', 'a'.repeat(65_536)],
  ['single letters', 'a 1 '.repeat(16_384)],
  ['opened tags', '<b'.repeat(32_768)],
  ['tags in tags', `${'<b '.repeat(16_000)}${'>'.repeat(16_000)}`],
  ['semicolons', '&;'.repeat(32_768)],
  ['ampersands', '&amp'.repeat(16_384)],
  ['leet', 'a1'.repeat(32_768)],
  ['stars and marks', 'a!1$'.repeat(16_384)],
  ['NUL', '\0'.repeat(65_536)],
  ['lone surrogates', '\ud800'.repeat(65_536)],
  ['marks', 'a\u0301\u0302\u0303'.repeat(16_384)],
])('time grows with the length only: %s', (_, text) => {
  const began = performance.now();
  normalise(text);
  expect(performance.now() - began).toBeLessThan(1_000);
});

test('what a right-to-left override shows backwards is read as it looks, and its span is the whole stretch', () => {
  const original = 'you \u202etoidi\u202c, read on';
  const { folded } = normalise(original);
  expect(folded.text).toBe('you idiot, read on');
  expect(originalSpan(folded, 4, 9)).toEqual({ start: 4, end: 11 });
  expect(originalSpan(folded, 11, 15)).toEqual({ start: 13, end: 17 });
});
