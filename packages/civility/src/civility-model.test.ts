import { normalise } from '@moderato/text';
import fc from 'fast-check';
import { loadCivilityModel } from './civility-model.js';

const model = loadCivilityModel();
const measure = (text: string) => model.measure(normalise(text));
const toxicityOf = (text: string): number => measure(text).scores.TOXICITY ?? Number.NaN;

/** Words that no vocabulary holds, so that a table's rows are taken over and over. */
const strangers = (count: number): string =>
  Array.from({ length: count }, (_, i) => `q${i.toString(36)}zw${(i * 7919).toString(36)}`).join(' ');

test('equal text gives equal signals, whatever was read before', () => {
  const texts = ['You are a pathetic moron.', 'The levy is too high for a town this size.', strangers(40)];
  const first = texts.map(measure);
  for (let i = 0; i < 12; i++) measure(`${strangers(2_000 + i)} and some ordinary words between them`);
  expect(texts.map(measure)).toEqual(first);
  const anew = loadCivilityModel();
  expect(texts.toReversed().map((text) => anew.measure(normalise(text)))).toEqual(first.toReversed());
});

test.each([
  ['an insult', 'You are a pathetic moron and everyone here despises you.', 0.8, 1],
  ['a curse at somebody', 'Shut up, you stupid piece of garbage.', 0.8, 1],
  ['an insult in disguise', 'y0u are an 1d10t', 0.5, 1],
  ['disagreement', 'I do not agree: the council should have asked the neighbours first.', 0, 0.1],
  ['praise', 'Thank you for this thoughtful article about the harbour.', 0, 0.05],
  ['an identity, named', 'My neighbour is a gay Muslim and a good friend.', 0, 0.35],
])('%s: TOXICITY within its bounds', (_, text, least, most) => {
  expect(toxicityOf(text)).toBeGreaterThanOrEqual(least);
  expect(toxicityOf(text)).toBeLessThanOrEqual(most);
});

test('the words that offend are marked where they stand in the original', () => {
  const text = 'I read it twice. You are an id\u200biot &amp; a liar!';
  const marked = measure(text).words.filter(({ weight }) => weight >= 0.5);
  expect(marked.map(({ start, end }) => text.slice(start, end))).toContain('id\u200biot');
});

test('one attack in a long text is an attack, wherever it stands', () => {
  const filler = 'The harbour was calm and the boats came in one after the other. '.repeat(40);
  const attack = 'You are a pathetic moron. ';
  for (const text of [attack + filler, filler + attack, filler + attack + filler]) {
    expect(toxicityOf(text)).toBeGreaterThan(0.5);
  }
  expect(toxicityOf(filler)).toBeLessThan(0.1);
});

test('any text gives every score as a share, and words in order within it', () =>
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
      const { scores, words } = measure(text);
      expect(Object.values(scores).every((score) => score >= 0 && score <= 1)).toBe(true);
      const inside = words.every(
        ({ start, end, weight }) => 0 <= start && start < end && end <= text.length && weight <= 1,
      );
      expect(inside).toBe(true);
      expect(words.every(({ start }, i) => i === 0 || start >= (words[i - 1]?.start ?? 0))).toBe(true);
    }),
    { numRuns: 50 },
  ));

test('a longer comment that supports its point is more constructive than a short or a rude one', () => {
  const scoreOf = (text: string): number => measure(text).scores.CONSTRUCTIVE ?? 0;
  const supported =
    'I disagree with the column. According to the 2016 study, fares rose because ridership fell, and the agency could ' +
    'instead try smaller buses on the outer routes, as our town did for years. Would that cost less than the new line?';
  expect(scoreOf(supported)).toBeGreaterThan(0.6);
  expect(scoreOf('Great article!')).toBeLessThan(0.2);
  expect(scoreOf('You are a pathetic moron, and so is everyone who reads this stupid garbage.')).toBeLessThan(0.2);
  expect(scoreOf('')).toBe(0);
});
