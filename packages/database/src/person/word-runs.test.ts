import { WordRuns } from './word-runs.js';

const quotes = (text: string, mail: string): boolean => {
  const runs = new WordRuns();
  runs.add(text);
  return runs.isQuotedIn(mail);
};

const text = 'The bridge should have been mended years ago, and everybody in the town hall knows it well.';

test.each([
  ['the text itself', text, true],
  ['with quote marks and other line breaks', '> The bridge should\n> have been MENDED\n> years ago, and', true],
  ['a piece of its middle', 'Re: mended years ago, and everybody in the town', true],
  ['its end', '… in the town hall knows it well', true],
  ['a word or two of it', 'The bridge should be closed', false],
  ['something else', 'Why was my comment taken down?', false],
])('%s: %s', (_, mail, expected) => {
  expect(quotes(text, mail)).toBe(expected);
});

test('a short text is known by all of it, and one of two words by nothing', () => {
  expect(quotes('Shame on you!', 'He wrote "shame on you" below it')).toBe(true);
  expect(quotes('So what?', 'So what can be done?')).toBe(false);
});
