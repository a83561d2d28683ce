import fc from 'fast-check';
import { Spelling } from './spelling.js';
import { Vocabulary } from './vocabulary.js';

/** The commonest first. */
const words = [
  'the',
  'lower',
  'lore',
  'stupid',
  'loser',
  'moron',
  'morons',
  'idiot',
  'harbor',
  'jerk',
  'fool',
  'ass',
  'ads',
];
const rude = new Set(['stupid', 'loser', 'moron', 'morons', 'idiot', 'jerk', 'fool', 'ass']);
const vocabulary = new Vocabulary(words);
const spelling = new Spelling(
  vocabulary,
  words.map((word) => (rude.has(word) ? 1 : 0)),
);
const meant = (form: string, signs = false): string | undefined => words[spelling.meant(form, signs)];

test.each([
  ['a star', 'st*pid', 'stupid'],
  ['another sign', 'mor#ns', 'morons'],
  ['a star in three letters', 'a*s', 'ass'],
  ['a star, where an ordinary word fits too', 'lo*er', 'loser'],
  ['letters swapped', 'stpuid', 'stupid'],
  ['a letter dropped', 'idot', 'idiot'],
  ['a letter dropped from four', 'jek', 'jerk'],
  ['a letter dropped, the commonest word first', 'loer', 'lower'],
  ['the last letters swapped', 'harbro', 'harbor'],
  ['a letter doubled', 'stuupid', 'stupid'],
  ['digits', '57upid', 'stupid'],
  ['digits at the end', 'id107', 'idiot'],
])('%s: %s', (_, form, word) => expect(meant(form)).toBe(word));

test('an "a" may have been "@", where the text has one', () => {
  expect(meant('mor@ns'.replace('@', 'a'), true)).toBe('morons');
  expect(meant('morans')).toBeUndefined();
});

test.each(['kealoha', 'st**id', '*stupid', 'b2', 'xyz', '', 'f150', 'stup'])('%s stands for no other word', (form) =>
  expect(meant(form)).toBeUndefined(),
);

test('one slip inside a word that is no word itself always leads to a word', () => {
  const slips: ((word: string, at: number) => string)[] = [
    (word, at) => `${word.slice(0, at)}*${word.slice(at + 1)}`,
    (word, at) => word.slice(0, at) + word.slice(at + 1),
    (word, at) => word.slice(0, at) + word.slice(at - 1),
    (word, at) => word.slice(0, at) + word.charAt(at + 1) + word.charAt(at) + word.slice(at + 2),
  ];
  fc.assert(
    fc.property(fc.constantFrom(...words.slice(3, 9)), fc.nat(), fc.constantFrom(...slips), (word, n, slip) => {
      const form = slip(word, 1 + (n % (word.length - 2)));
      if (!words.includes(form)) expect([form, meant(form)]).not.toEqual([form, undefined]);
    }),
  );
});

test('never throws', () => {
  fc.assert(
    fc.property(fc.string(), fc.boolean(), (form, signs) => expect(() => spelling.meant(form, signs)).not.toThrow()),
  );
});
