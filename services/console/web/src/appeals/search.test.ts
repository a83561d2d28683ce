import { appealsSearch } from './search.js';

const appeal = '01a20a29-9cf5-7804-8cdc-ff8fa079cf7e';
test.each<[Record<string, unknown>, object]>([
  [{}, {}],
  [
    { appeal, show: 'all' },
    { appeal, show: 'all' },
  ],
  [{ appeal: '../../x', show: 'open', more: 1 }, {}],
  [{ appeal: 7 }, {}],
])('of an address that says %j the page takes %j', (said, taken) => {
  expect(appealsSearch(said)).toEqual(taken);
});
