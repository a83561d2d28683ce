import fc from 'fast-check';
import { chunksOf, type Line, maxLineBytes } from './lines.js';

async function linesOf(...reads: (string | Uint8Array)[]): Promise<Line[]> {
  const lines: Line[] = [];
  async function* input() {
    yield* reads.map((read) => Buffer.from(read as string));
  }
  for await (const chunk of chunksOf(input())) lines.push(...chunk.lines);
  return lines;
}

const textsOf = (lines: Line[]): string[] => lines.map((line) => ('text' in line ? line.text : line.problem.detail));

test.each<[string, string, string[]]>([
  ['with a line end at the end', 'a\nb\n', ['a', 'b']],
  ['without one', 'a\nb', ['a', 'b']],
  ['with Windows line ends', 'a\r\nb\r\n', ['a\r', 'b\r']],
  ['empty in the middle', 'a\n\n \nb', ['a', 'The line is empty.', 'The line is empty.', 'b']],
  ['empty at the end', 'a\n\n\r\n', ['a']],
  ['none', '', []],
])('lines %s', async (_, input, texts) => {
  const lines = await linesOf(input);
  expect(textsOf(lines)).toEqual(texts);
  expect(lines.map(({ number }) => number)).toEqual(texts.map((_text, i) => i + 1));
});

test('wherever the reads cut the input, the lines are the same', () =>
  fc.assert(
    fc.asyncProperty(
      fc.string({ unit: fc.constantFrom('a', 'é', '👍', '\n', ' ') }),
      fc.nat(20),
      async (input, size) => {
        const bytes = Buffer.from(input);
        const reads = Array.from({ length: bytes.length }, (_, i) =>
          bytes.subarray(i * (size + 1), (i + 1) * (size + 1)),
        );
        expect(await linesOf(...reads)).toEqual(await linesOf(bytes));
      },
    ),
  ));

test('a line that is not UTF-8 spoils no other', async () => {
  const lines = await linesOf('a\n', Buffer.from([0xff, 0x0a]), 'b\n');
  expect(textsOf(lines)).toEqual(['a', 'The line is not valid UTF-8.', 'b']);
});

test('a line too long is refused without being kept, and the next is read', async () => {
  const block = 'x'.repeat(maxLineBytes / 2);
  const lines = await linesOf(block, block, block, '\n', 'b\n', block, block, '\nc');
  expect(lines.map((line) => ('text' in line ? line.text.length : line.problem.code))).toEqual([
    'body_too_large',
    1,
    maxLineBytes,
    1,
  ]);
});
