import fc from 'fast-check';
import { disguised, disguises, wordsToDisguise } from './perturb.js';
import { seededRandom } from './random.js';

const word = fc.stringMatching(/^[A-Za-z]{3,12}$/);

test.each(Object.entries(disguises))(
  '%s changes the chosen word and nothing else, alike for the same seed',
  (name, by) => {
    fc.assert(
      fc.property(word, fc.integer(), (chosen, seed) => {
        const text = `He 😀 wrote ${chosen}, twice.`;
        const start = text.indexOf(chosen, 11);
        const copies = [0, 0].map(() =>
          disguised(text, [{ start, end: start + chosen.length }], by, seededRandom(seed)),
        );
        expect(copies[0]).toBe(copies[1]);
        expect(copies[0]?.startsWith('He 😀 wrote ') && copies[0].endsWith(', twice.')).toBe(true);
        if (!/leet|homoglyphs|swapped|case/.test(name)) expect(copies[0]).not.toBe(text);
      }),
    );
  },
);

test.each([
  ['leet', 'idiot', '1d107'],
  ['homoglyphs', 'hope', 'hоре'],
  ['mixed case', 'idiot', 'iDiOt'],
  ['HTML entities', 'bad', '&#98;&#97;&#100;'],
])('%s: %s', (name, plain, expected) => expect(disguises[name]?.(plain, seededRandom(1))).toBe(expected));

test('only words of the basic alphabet are disguised, and of three letters at least', () => {
  const text = 'My café is no3t open, d’accord';
  expect(wordsToDisguise(text).map(({ start, end }) => text.slice(start, end))).toEqual(['open', 'accord']);
});
