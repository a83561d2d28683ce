import fc from 'fast-check';
import { longestPassword, passwordProblems, shortestPassword } from './password.js';

const known = ['kim.otter@harbour.example', 'Kim Otter', 'Harbour News'];
const codes = (password: string) => passwordProblems(password, known).map(({ code }) => code);

test.each([
  ['eleven characters', 'otherwords1', ['too_short']],
  ['twelve of one character', 'aaaaaaaaaaaa', ['too_simple']],
  ['a row of the alphabet', 'abcdefghijklm', ['too_simple']],
  ['a row of digits', '123456789012', ['too_simple']],
  ['the address', 'kim.otter@harbour.example', ['too_personal']],
  ['name and site', 'Kim-Otter-Harbour', ['too_personal']],
  ['name and a year', 'Harbour-Otter-2026', ['too_personal']],
  ['four words', 'lamp drizzle anchor fee', []],
  ['words without digits or capitals', 'lampdrizzleanchor', []],
  ['letters beyond ASCII count one each', 'þrjúhundruðsjö', []],
  ['a name beside enough that is not', 'Otter swims past eleven lamps', []],
])('%s', (_, password, expected) => {
  expect(codes(password)).toEqual(expected);
});

test('no length asks for capitals, digits or signs: twelve random lower-case letters will do', () =>
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.constantFrom(...'qzwsxedcrfvtgbyhn'), { minLength: shortestPassword, maxLength: 16 }),
      (letters) => passwordProblems(letters.join('')).every(({ code }) => code === 'too_simple'),
    ),
  ));

test('whatever is too short or too long says so at its field', () =>
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (password) => {
      const length = [...password.normalize('NFC')].length;
      const [problem] = passwordProblems(password, known, '/next');
      if (length < shortestPassword) expect(problem).toMatchObject({ pointer: '/next', code: 'too_short' });
      else if (length > longestPassword) expect(problem).toMatchObject({ pointer: '/next', code: 'too_long' });
      else expect(['too_simple', 'too_personal', undefined]).toContain(problem?.code);
    }),
  ));
