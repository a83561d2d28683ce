import { Readable } from 'node:stream';
import { type HttpReceiver, startHttpReceiver } from '@moderato/testkit';
import { InputError, UsageError } from './io.js';
import { readPosted } from './posted-guidelines.js';

let site: HttpReceiver;
beforeEach(async () => {
  site = await startHttpReceiver();
});
afterEach(() => site.close());
const nothing = Readable.from([]);

test('guidelines are read from the web, over a redirect, with links within the site in full', async () => {
  const page =
    '<html><body><p>Comments must be civil. No personal attacks. Use <a href="/flag">this form</a> to report a comment.</p>';
  site.answer = (res, { path }) => {
    if (path === '/hook') res.writeHead(302, { location: '/page' }).end();
    else res.setHeader('content-type', 'text/html').end(page);
  };
  const policy = await readPosted(site.url, nothing);
  expect(policy.source).not.toContain('<');
  expect(policy.clauses.map(({ kind }) => kind)).toEqual(['civility', 'personal_attack', 'report_channel']);
  expect(policy.report.other).toContain(new URL('/flag', site.url).href);
});

test('the server says in which letters its page is written', async () => {
  site.answer = (res) =>
    res.setHeader('content-type', 'text/plain; charset=iso-8859-1').end(Buffer.from('Caf\xe9: be civil.', 'latin1'));
  expect((await readPosted(site.url, nothing)).source).toBe('Café: be civil.');
});

test('guidelines are read from standard input', async () => {
  expect((await readPosted('-', Readable.from([Buffer.from('Be ci'), Buffer.from('vil.')]))).source).toBe('Be civil.');
});

test('what is no page of guidelines is bad input, with the reason', async () => {
  site.answer = 404;
  await expect(readPosted(site.url, nothing)).rejects.toThrow(InputError);
  await expect(readPosted(site.url, nothing)).rejects.toThrow(`${site.url}: the server answers 404`);
  site.answer = (res) => res.setHeader('content-type', 'text/plain').end('be civil '.repeat(200_000));
  await expect(readPosted(site.url, nothing)).rejects.toThrow(/longer than 1000 KB/u);
});

test('what is no address is misuse', async () => {
  await expect(readPosted('http://', nothing)).rejects.toThrow(UsageError);
});
