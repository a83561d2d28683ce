import fc from 'fast-check';
import { csvLine } from './csv.js';

/** Reads one record as RFC 4180 says. */
function read(line: string): string[] {
  const cells: string[] = [];
  for (let at = 0; at < line.length; at++) {
    let cell = '';
    if (line[at] === '"') {
      for (at++; line[at] !== '"' || line[at + 1] === '"'; at++) {
        if (line[at] === '"') at++;
        cell += line[at];
      }
      at++;
    } else for (; !',\r'.includes(line[at] ?? '\r'); at++) cell += line[at];
    cells.push(cell);
    if (line[at] === '\r') break;
  }
  return cells;
}

test('whatever the cells hold, they are read back, and none begins a formula', () =>
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'binary' }), { minLength: 1, maxLength: 6 }), (cells) => {
      const found = read(csvLine(cells));
      expect(found.map((cell, i) => (cell === cells[i] ? cell : cell.replace(/^'/, '')))).toEqual(cells);
      expect(found.filter((cell) => /^[=+\-@\t\r]/.test(cell))).toEqual([]);
    }),
  ));

test('numbers stand as they are, nothing as nothing', () => {
  expect(csvLine(['a,b', 0.5, null, -3])).toBe('"a,b",0.5,,-3\r\n');
});
