import { prepare } from '../item.js';
import { checkRows } from '../testing/check-rows.js';
import { links } from './links.js';

test(
  'more links than three need a look',
  checkRows([
    ['The report is at https://news.example.com/report and worth your time.', 'approve'],
    ['a.com is one. See https://a.com/1 https://b.com/2 https://c.com/3 https://d.com/4', 'review', 'links'],
  ]),
);

test.each([
  [1, 1],
  [2, 0],
])('a site that allows %i', (maxLinks, found) => {
  const item = prepare({ body: 'See https://a.com/1 and https://b.com/2.' });
  expect(links.evaluate(item, { params: { maxLinks } })).toHaveLength(found);
});
