import { eld } from 'eld/extrasmall';
import fc from 'fast-check';
import { languageScores } from './language-scores.js';

/** Texts as the library reads them: words in lower case, at most what it reads of a text. */
const wordsOf = (text: string) => text.toLowerCase().split(' ');

function expectTheSame(text: string): void {
  const ours = languageScores(wordsOf(text));
  const theirs = Object.entries(eld.detect(text).getScores() as Record<string, number>);
  expect([...ours.keys()].toSorted()).toEqual(theirs.map(([language]) => language).toSorted());
  for (const [language, score] of theirs) expect(ours.get(language)).toBeCloseTo(score, 12);
}

test.each([
  'they should have asked the people who live there',
  'der bürgermeister sollte sich schämen',
  'el alcalde no tiene ni idea de lo que hace',
  'кто за всё это заплатит',
  'お前は馬鹿だ',
  'من سيدفع ثمن كل هذا',
  'a an the that whole',
  'donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichenherstellerverbandsvorsitzender sagt',
])('the packed table scores as the library does: %s', (text) => {
  expect(languageScores(wordsOf(text)).size).toBeGreaterThan(0);
  expectTheSame(text);
});

const letters = fc.constantFrom(
  ...'abcdefghijklmnopqrstuvwxyzäöüßéèñçøåłşığабвгдежзиклмнопрстуαβγδεשלוםمرحبا的是不我你日本語한국어'.split(''),
);
const word = fc.array(letters, { minLength: 1, maxLength: 12 }).map((all) => all.join(''));

test('whatever the words', () =>
  fc.assert(fc.property(fc.array(word, { minLength: 1, maxLength: 9 }), (words) => expectTheSame(words.join(' ')))));

test('no words, no scores', () => {
  expect(languageScores([]).size).toBe(0);
  expect(languageScores(['', '7']).size).toBe(0);
});
