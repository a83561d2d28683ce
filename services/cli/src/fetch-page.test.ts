import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { fetchPage } from './fetch-page.js';
import { readPosted } from './posted-guidelines.js';

const guidelines =
  'Comments must be civil. No personal attacks. Use <a href="/flag">this form</a> to report a comment.';

const pages: Record<string, RequestListener> = {
  '/page': (_, res) => res.setHeader('content-type', 'text/html').end(`<html><body><p>${guidelines}</p></body></html>`),
  '/latin': (_, res) =>
    res.setHeader('content-type', 'text/plain; charset=iso-8859-1').end(Buffer.from('Caf\xe9: be civil.', 'latin1')),
  '/moved': (_, res) => res.writeHead(302, { location: '/page' }).end(),
  '/round': (_, res) => res.writeHead(302, { location: '/round' }).end(),
  '/away': (_, res) => res.writeHead(302, { location: 'file:///etc/hosts' }).end(),
  '/picture': (_, res) => res.setHeader('content-type', 'image/png').end('x'),
  '/silent': () => undefined,
  '/long': (_, res) => res.setHeader('content-type', 'text/plain').end('be civil '.repeat(2_000)),
};

let server: Server;
let origin: string;

beforeAll(async () => {
  server = createServer((req, res) => {
    const page = pages[req.url ?? ''];
    if (page) page(req, res);
    else res.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const nothing = Readable.from([]);

test('guidelines are read from the web, over a redirect, with links within the site in full', async () => {
  const policy = await readPosted(`${origin}/moved`, nothing);
  expect(policy.source).not.toContain('<');
  expect(policy.clauses.map(({ kind }) => kind)).toEqual(['civility', 'personal_attack', 'report_channel']);
  expect(policy.report.other).toContain(`${origin}/flag`);
});

test('the server says in which letters its page is written', async () => {
  expect((await readPosted(`${origin}/latin`, nothing)).source).toBe('Café: be civil.');
});

test('guidelines are read from standard input', async () => {
  expect((await readPosted('-', Readable.from([Buffer.from('Be ci'), Buffer.from('vil.')]))).source).toBe('Be civil.');
});

test.each<[string, string, RegExp]>([
  ['a page that is not there', '/none', /answers 404/u],
  ['a circle of redirects', '/round', /more than 5 redirects/u],
  ['a redirect to something else than a page', '/away', /redirects to file:/u],
  ['a picture', '/picture', /sends image\/png, not text/u],
])('%s is bad input', async (_, path, message) => {
  await expect(fetchPage(`${origin}${path}`, { maxBytes: 1_000 })).rejects.toThrow(message);
});

test('a page that is too long, and one that does not come, are given up', async () => {
  await expect(fetchPage(`${origin}/long`, { maxBytes: 1_000 })).rejects.toThrow(/longer than 1 KB/u);
  await expect(fetchPage(`${origin}/silent`, { maxBytes: 1_000, timeoutMs: 50 })).rejects.toThrow(/no answer within/u);
});

test('a host where nobody answers is named as such', async () => {
  const free = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => free.once('listening', resolve));
  const { port } = free.address() as AddressInfo;
  await new Promise((resolve) => free.close(resolve));
  await expect(fetchPage(`http://127.0.0.1:${port}/`, { maxBytes: 1 })).rejects.toThrow(/nobody answers there/u);
});
