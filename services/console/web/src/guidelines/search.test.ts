import { guidelinesSearch } from './search.js';

test.each<[Record<string, unknown>, object]>([
  [{}, {}],
  [
    { version: 4, clause: 'civility-1', view: 'edit', kept: true },
    { version: 4, clause: 'civility-1', view: 'edit', kept: true },
  ],
  [{ version: 0, clause: 7, view: 'admin', kept: 'yes', more: 1 }, {}],
  [{ version: 1.5 }, {}],
  [{ version: '4' }, {}],
])('of an address that says %j the page takes %j', (said, taken) => {
  expect(guidelinesSearch(said)).toEqual(taken);
});
