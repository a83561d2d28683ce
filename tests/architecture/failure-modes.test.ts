import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryFiles, root } from './repository-files.js';

const rows = readFileSync(join(root, 'docs/failure-modes.md'), 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('| ') && !line.startsWith('| ---'))
  .map((line) => line.split(' | '))
  .filter((cells) => !(cells.at(-1) ?? '').startsWith('test'));

test.each(rows.map((cells) => [(cells[0] ?? '').slice(2), cells.at(-1) ?? '']))(
  '%s: the tests named for it exist',
  (_, named) => {
    const paths = [...named.matchAll(/`([^`]+)`/g)].map((match) => match[1] as string);
    expect(paths).not.toEqual([]);
    expect(paths.filter((path) => !repositoryFiles.includes(path))).toEqual([]);
  },
);

test('each of the ten promises has its row', () => {
  expect(rows.length).toBeGreaterThan(20);
  const promises = readFileSync(join(root, 'docs/failure-modes.md'), 'utf8').split('## The promises')[1] ?? '';
  expect(promises.split('\n').filter((line) => line.startsWith('| ')).length - 2).toBe(10);
});
