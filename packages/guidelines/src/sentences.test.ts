import { sentencesOf } from './sentences.js';

const split = (source: string): string[] => sentencesOf(source).map(({ start, end }) => source.slice(start, end));

test.each<[string, string, string[]]>([
  ['sentences', 'Be civil. Stay on topic! Why? ', ['Be civil.', 'Stay on topic!', 'Why?']],
  ['abbreviations', 'Ask Mr. Smith. Avoid e.g. Latin.', ['Ask Mr. Smith.', 'Avoid e.g. Latin.']],
  ['an address', 'Write to a.b@paper.com. Thanks.', ['Write to a.b@paper.com.', 'Thanks.']],
  ['list items', 'Rules\n- be civil\n2) no spam\n• no links', ['Rules', 'be civil', 'no spam', 'no links']],
  ['headings', 'Our rules\nComments are open', ['Our rules', 'Comments are open']],
  ['wrapped lines', 'Comments must be\ncivil and short.', ['Comments must be\ncivil and short.']],
  ['wrapped list items', '- no personal\r\n  attacks\n- no spam', ['no personal\r\n  attacks', 'no spam']],
  [
    'what stands below a list',
    '- no comments in any language but the one that we write in\nPosts go',
    ['no comments in any language but the one that we write in', 'Posts go'],
  ],
  ['paragraphs', 'be civil\n\nand short', ['be civil', 'and short']],
  ['nothing said', '***\n\n — \n', []],
  ['nothing at all', '', []],
])('%s', (_, source, sentences) => expect(split(source)).toEqual(sentences));

test('a paragraph of a book’s length gives its sentences whole, at a cost of no more than its length', () => {
  const costOf = (count: number): number => {
    const sentences = Array.from({ length: count }, (_, i) => `Comments must be civil and polite, rule ${i}.`);
    const text = sentences.join(' ');
    const before = process.cpuUsage();
    const found = split(text);
    const cost = process.cpuUsage(before).user;
    expect(found).toEqual(sentences);
    return cost;
  };
  costOf(2_000); // Once to warm up.
  expect(costOf(6_000)).toBeLessThan(12 * costOf(2_000));
});

test('one word of a book’s length is cut between characters only', () => {
  const word = `a${'\u{1F600}'.repeat(15_000)}`;
  const pieces = split(word);
  expect(pieces.join('')).toBe(word.slice(0, pieces.join('').length));
  for (const piece of pieces) expect(piece.isWellFormed()).toBe(true);
});
