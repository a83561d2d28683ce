import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { errorCatalogue } from '@moderato/domain';

test('docs/errors.md explains every error, and no other', () => {
  const page = readFileSync(resolve(__dirname, '../../docs/errors.md'), 'utf8');
  const headings = [...page.matchAll(/^## `([a-z_]+)`/gm)].map((match) => match[1]);
  expect(headings.toSorted()).toEqual(Object.keys(errorCatalogue).toSorted());
});
