import { links } from './links.js';

test.each([
  ['with a scheme', 'see https://news.example.com/a?b=1.', ['https://news.example.com/a?b=1', 'example.com']],
  ['without', 'go to cheap-pills.com now', ['http://cheap-pills.com', 'cheap-pills.com']],
  ['with www', 'www.shop.co.uk/x', ['http://www.shop.co.uk/x', 'shop.co.uk']],
  ['an address by number', 'http://192.0.2.7/x', ['http://192.0.2.7/x', '192.0.2.7']],
])('finds a link %s', (_, text, [href, domain]) => {
  const [found, ...more] = links(text);
  expect(more).toEqual([]);
  expect(found).toMatchObject({ href, domain });
  expect(text.slice(found?.start, found?.end)).toBe(
    href?.startsWith('http://') && !text.includes('://') ? href.slice(7) : href,
  );
});

test.each(['It was bad.It rained.', 'Mail me: kai@example.com', 'a 3.5 percent rise', 'end.So what', 'No links here'])(
  'finds none in %s',
  (text) => {
    expect(links(text)).toEqual([]);
  },
);
