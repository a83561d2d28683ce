import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { decodePage } from './decode-page.js';
import { PageError } from './page-error.js';
import { createPageFetcher, type PageFetcher, type PageFetcherOptions } from './page-fetcher.js';

type Page = (res: ServerResponse, req: IncomingMessage) => void;

const html = (res: ServerResponse, text: string) => res.setHeader('content-type', 'text/html').end(text);
const pages: Record<string, Page> = {
  '/page': (res) => html(res, '<p>Be civil.</p>'),
  '/latin': (res) =>
    res.setHeader('content-type', 'text/plain; charset=iso-8859-1').end(Buffer.from('Caf\xe9', 'latin1')),
  '/moved': (res) => res.writeHead(302, { location: '/page' }).end(),
  '/round': (res) => res.writeHead(302, { location: '/round' }).end(),
  '/away': (res) => res.writeHead(302, { location: 'file:///etc/hosts' }).end(),
  '/inside': (res) => res.writeHead(302, { location: 'http://10.0.0.8/secret' }).end(),
  '/picture': (res) => res.setHeader('content-type', 'image/png').end('x'),
  '/busy': (res) => res.writeHead(429, { 'retry-after': '120' }).end(),
  '/silent': () => undefined,
  '/trickle': (res) => {
    res.setHeader('content-type', 'text/html').write('<p>');
    const timer = setInterval(() => res.write('.'), 10);
    res.on('close', () => clearInterval(timer));
  },
  '/long': (res) => res.setHeader('content-type', 'text/plain').end('be civil '.repeat(2_000)),
  '/bomb': (res) =>
    res
      .writeHead(200, { 'content-type': 'text/html', 'content-encoding': 'gzip' })
      .end(gzipSync(Buffer.alloc(20_000_000, 'x'))),
  '/packed': (res) =>
    res.writeHead(200, { 'content-type': 'text/html', 'content-encoding': 'gzip' }).end(gzipSync('<p>Be civil.</p>')),
  '/known': (res, req) => {
    if (req.headers['if-none-match'] === '"v1"') res.writeHead(304).end();
    else html(res.setHeader('etag', '"v1"').setHeader('last-modified', 'Mon, 23 Nov 2026 10:00:00 GMT'), 'Be civil.');
  },
  '/unasked': (res) => res.writeHead(304).end(),
};

let server: Server;
let origin: string;
let robots: Page = (res) => res.writeHead(404).end();
const asked: { url: string; agent: string | undefined }[] = [];
const fetchers: PageFetcher[] = [];

beforeAll(async () => {
  const listener: RequestListener = (req, res) => {
    asked.push({ url: req.url ?? '', agent: req.headers['user-agent'] });
    const page = req.url === '/robots.txt' ? robots : pages[req.url ?? ''];
    if (page) page(res, req);
    else res.writeHead(404).end();
  };
  server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
beforeEach(() => asked.splice(0));
afterEach(async () => {
  for (const fetcher of fetchers.splice(0)) await fetcher.close();
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

function open(options: Partial<PageFetcherOptions> = {}): PageFetcher {
  const fetcher = createPageFetcher({ userAgent: 'Moderato/test', timeoutMs: 5_000, ...options });
  fetchers.push(fetcher);
  return fetcher;
}
const get = (path: string, options: Partial<PageFetcherOptions> = {}, maxBytes = 1_000) =>
  open(options).fetch(path.startsWith('/') ? `${origin}${path}` : path, { maxBytes });
const failure = (work: Promise<unknown>): Promise<PageError> =>
  work.then(
    () => Promise.reject(new Error('a page came')),
    (error) => {
      if (error instanceof PageError) return error;
      throw error;
    },
  );

test('a page comes over a redirect, with where it was in the end', async () => {
  const page = await get('/moved');
  expect(decodePage(page?.bytes ?? new Uint8Array())).toBe('<p>Be civil.</p>');
  expect(page).toMatchObject({ isHtml: true, url: `${origin}/page`, etag: null, lastModified: null });
  expect(asked).toEqual([
    { url: '/moved', agent: 'Moderato/test' },
    { url: '/page', agent: 'Moderato/test' },
  ]);
});

test('the server says in which letters its page is written, and may pack it', async () => {
  const { bytes = new Uint8Array(), charset } = (await get('/latin')) ?? {};
  expect(decodePage(bytes, { charset })).toBe('Café');
  expect(decodePage((await get('/packed'))?.bytes ?? new Uint8Array())).toBe('<p>Be civil.</p>');
});

test('a page that is the known one is not sent again', async () => {
  const fetcher = open();
  const page = await fetcher.fetch(`${origin}/known`, { maxBytes: 1_000 });
  expect(page).toMatchObject({ etag: '"v1"', lastModified: 'Mon, 23 Nov 2026 10:00:00 GMT' });
  const known = { url: page?.url ?? '', etag: page?.etag ?? null, lastModified: page?.lastModified ?? null };
  expect(await fetcher.fetch(`${origin}/known`, { maxBytes: 1_000, known })).toBeNull();
  expect(await fetcher.fetch(`${origin}/known`, { maxBytes: 1_000, known: { ...known, etag: '"v0"' } })).not.toBeNull();
});

test('what is known of one address is not asked of another', async () => {
  const known = { url: `${origin}/known`, etag: '"v1"', lastModified: null };
  expect((await failure(open().fetch(`${origin}/unasked`, { maxBytes: 9, known }))).status).toBe(304);
});

test.each<[string, string, string, RegExp]>([
  ['a page that is not there', '/none', 'status', /answers 404/u],
  ['a circle of redirects', '/round', 'redirects', /more than 5 redirects/u],
  ['a redirect to something else than a page', '/away', 'redirects', /redirects to file:/u],
  ['a picture', '/picture', 'not_text', /sends image\/png, not text/u],
  ['a page that is too long', '/long', 'too_long', /longer than 1 KB/u],
  ['a small page that unpacks to a large one', '/bomb', 'too_long', /longer than 1 KB/u],
  ['no address', 'paper', 'bad_address', /not a web address/u],
  ['an address of another kind', 'ftp://paper.example/', 'bad_address', /not a web address/u],
])('%s is told', async (_, path, problem, message) => {
  const error = await failure(get(path));
  expect(error.problem).toBe(problem);
  expect(error.message).toMatch(message);
});

test('a server that wants to be left alone says for how long', async () => {
  expect(await failure(get('/busy'))).toMatchObject({ problem: 'status', status: 429, retryAfter: '120' });
});

test.each(['/silent', '/trickle'])('%s costs no more than the time limit', async (path) => {
  const error = await failure(get(path, { timeoutMs: 100 }));
  expect([error.problem, error.message]).toEqual(['timeout', 'no answer within 0.1 s']);
});

test('a host where nobody answers is named as such', async () => {
  const free = createServer().listen(0, '127.0.0.1');
  await once(free, 'listening');
  const { port } = free.address() as AddressInfo;
  await new Promise((resolve) => free.close(resolve));
  expect((await failure(get(`http://127.0.0.1:${port}/`))).message).toBe('nobody answers there');
});

describe('addresses', () => {
  const refuse = (url: string) => (new URL(url).hostname.startsWith('10.') ? 'must not be private' : null);

  test('one that is refused is not dialled, nor one that a redirect leads to', async () => {
    const [straight, led] = [
      await failure(get('http://10.0.0.8/', { refuse })),
      await failure(get('/inside', { refuse })),
    ];
    for (const error of [straight, led]) {
      expect([error.problem, error.message]).toEqual(['refused_address', 'its address must not be private']);
    }
  });

  test('names are resolved by the lookup that is given, which may refuse what it finds', async () => {
    const refused = Object.assign(new Error('no'), { code: 'refused_address' });
    const error = await failure(
      get('http://paper.example/', { lookup: (_host, _options, callback) => callback(refused) }),
    );
    expect([error.problem, error.message]).toEqual([
      'refused_address',
      'it leads to a private, local or reserved address',
    ]);
  });
});

describe('robots.txt', () => {
  afterEach(() => {
    robots = (res) => res.writeHead(404).end();
  });
  const rules = (text: string) => {
    robots = (res) => res.setHeader('content-type', 'text/plain').end(text);
  };
  const asRobot = { robotsName: 'Moderato' };

  test.each([
    ['that forbids all robots', 'User-agent: *\nDisallow: /'],
    ['that forbids this one', 'User-agent: *\nAllow: /\n\nUser-agent: moderato\nDisallow: /page'],
    ['that forbids where a redirect leads', 'User-agent: *\nDisallow: /page$'],
  ])('%s is obeyed', async (_, text) => {
    rules(text);
    const error = await failure(get('/moved', asRobot));
    expect([error.problem, asked.some(({ url }) => url === '/page')]).toEqual(['robots', false]);
  });

  test.each([
    ['that forbids others', 'User-agent: GPTBot\nDisallow: /'],
    ['that is empty', ''],
    ['that is no such file', '<html>Welcome</html>'],
    ['that forbids another page', 'User-agent: *\nDisallow: /private'],
  ])('%s lets the page be fetched', async (_, text) => {
    rules(text);
    expect(await get('/moved', asRobot)).not.toBeNull();
    expect(asked.map(({ url }) => url)).toEqual(['/robots.txt', '/moved', '/page']);
  });

  test.each([404, 401, 410])('that answers %i is none: the page is fetched', async (status) => {
    robots = (res) => res.writeHead(status).end();
    expect(await get('/page', asRobot)).not.toBeNull();
  });

  test.each([500, 503, 429])('that answers %i is waited for: the page is not fetched', async (status) => {
    robots = (res) => res.writeHead(status, { 'retry-after': '60' }).end();
    expect(await failure(get('/page', asRobot))).toMatchObject({
      problem: 'robots_unreadable',
      status,
      retryAfter: '60',
    });
    expect(asked.map(({ url }) => url)).toEqual(['/robots.txt']);
  });

  test('is read from where it was moved to, and no further than half a megabyte', async () => {
    robots = (res) => res.writeHead(301, { location: '/rules' }).end();
    pages['/rules'] = (res) => res.end(`User-agent: *\nDisallow: /page\n${'# x\n'.repeat(300_000)}Allow: /page\n`);
    expect((await failure(get('/page', asRobot))).problem).toBe('robots');
  });

  test('is not asked for where a person asks for the page', async () => {
    rules('User-agent: *\nDisallow: /');
    expect(await get('/page')).not.toBeNull();
  });
});

test.each<[string, Uint8Array, string | undefined, string]>([
  ['UTF-8 unless somebody says otherwise', Buffer.from('é'), undefined, 'é'],
  [
    'as the page says',
    Buffer.from('<meta charset="iso-8859-1">\xe9', 'latin1'),
    undefined,
    '<meta charset="iso-8859-1">é',
  ],
  ['as its mark says', Buffer.from([0xff, 0xfe, 0xe9, 0]), undefined, 'é'],
])('text is read %s', (_, bytes, charset, text) => expect(decodePage(bytes, { charset })).toBe(text));

test('bytes that are no such text are refused, or read as a browser would', () => {
  const bytes = Buffer.from([0x61, 0xe9]);
  expect(() => decodePage(bytes)).toThrow('not UTF-8 text');
  expect(decodePage(bytes, { lenient: true })).toBe('a\ufffd');
  expect(decodePage(Buffer.from('a'), { charset: 'no-such-letters', lenient: true })).toBe('a');
});
