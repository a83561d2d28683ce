import { gzipSync } from 'node:zlib';
import { AppError } from '@moderato/domain';
import express, { type Express } from 'express';
import { jsonBody, jsonLinesBody, rawBodyOf } from './body.js';
import { healthRoutes } from './health.js';
import { notFound, problemHandler } from './problem-handler.js';
import { rateLimits } from './rate-limits.js';
import { requestContext } from './request-context.js';
import { mountRoutes } from './routes.js';
import { securityHeaders } from './security-headers.js';
import { sendJson } from './send-json.js';
import { createHttpServer, type HttpServer } from './server.js';

const lines: Record<string, unknown>[] = [];
const log = { info: (l: object) => lines.push({ ...l }), warn: () => {}, error: (l: object) => lines.push({ ...l }) };
const registry = { contentType: 'text/plain', metrics: async () => 'up 1\n' };
let state: 'pass' | 'down' = 'pass';
const health = healthRoutes({
  registry,
  checks: {
    database: {
      critical: true,
      run: async () => {
        if (state === 'down') throw new Error('away');
      },
    },
    model: { critical: false, run: async () => ({ status: 'warn', note: 'no model' }) },
    slow: { critical: false, run: () => new Promise(() => {}) },
  },
  details: () => ({ queue: 'redis' }),
  timeoutMs: 20,
});

function createApp(): Express {
  const app = express();
  app.use(requestContext(log), securityHeaders());
  mountRoutes(
    app,
    [
      {
        operation: { method: 'post', path: '/echo/{id}', responses: {} },
        handle: () => (req, res) => sendJson(res, 200, { body: req.body, bytes: rawBodyOf(req).length }),
      },
      {
        operation: { method: 'get', path: '/fail', responses: {} },
        handle: () => () => {
          throw new Error('secret inside');
        },
      },
      {
        operation: { method: 'get', path: '/away', responses: {} },
        handle: () => async () => {
          throw Object.assign(new Error('x'), { code: 'ECONNREFUSED' });
        },
      },
    ],
    { deps: {}, chain: ({ operation }) => (operation.method === 'post' ? [jsonBody({ limit: 1_000 })] : []) },
  );
  app.post('/lines', jsonLinesBody({ limit: 1_000 }), (req, res) =>
    sendJson(
      res,
      200,
      req.body.map((line: object) => 'value' in line),
    ),
  );
  app.get(
    '/limited',
    rateLimits(() => ({ key: 'k', requestsPerMinute: 2 })),
    (_req, res) => sendJson(res, 200, {}),
  );
  app.use(health.router, notFound(), problemHandler(log));
  return app;
}

let server: HttpServer;
let url: string;
beforeAll(async () => {
  server = createHttpServer(createApp(), { host: '127.0.0.1', port: 0 });
  url = `http://127.0.0.1:${(await server.start()).port}`;
});
afterAll(() => server.stop());

const post = (path: string, body: string | Uint8Array, headers: Record<string, string> = {}) =>
  fetch(url + path, {
    method: 'POST',
    body: body as string,
    headers: { 'content-type': 'application/json', ...headers },
  });

test.each([
  ['no such address', () => fetch(`${url}/nowhere`), 404, 'not_found'],
  ['an address that cannot be decoded', () => fetch(`${url}/echo/%E0%A4%A`, { method: 'POST' }), 404, 'not_found'],
  ['another method', () => fetch(`${url}/echo/1`), 405, 'method_not_allowed'],
  ['no JSON', () => post('/echo/1', '{"a":'), 400, 'unreadable_body'],
  ['no UTF-8', () => post('/echo/1', Uint8Array.of(0x22, 0xff, 0x22)), 400, 'unreadable_body'],
  ['another type', () => post('/echo/1', 'a=1', { 'content-type': 'text/plain' }), 415, 'unsupported_media_type'],
  ['another encoding', () => post('/echo/1', '{}', { 'content-encoding': 'zstd' }), 415, 'unsupported_media_type'],
  ['too much', () => post('/echo/1', JSON.stringify('x'.repeat(2_000))), 413, 'body_too_large'],
  [
    'too much once expanded',
    () => post('/echo/1', gzipSync(JSON.stringify('x'.repeat(500_000))), { 'content-encoding': 'gzip' }),
    413,
    'body_too_large',
  ],
  ['broken gzip', () => post('/echo/1', 'not gzip', { 'content-encoding': 'gzip' }), 400, 'unreadable_body'],
  ['a fault of ours', () => fetch(`${url}/fail`), 500, 'internal'],
  ['a database that is away', () => fetch(`${url}/away`), 503, 'unavailable'],
])('%s is a problem', async (_, call, status, code) => {
  const answer = await call();
  expect(answer.status).toBe(status);
  expect(answer.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
  const problem = (await answer.json()) as { type: string };
  expect(problem).toMatchObject({ status, code, request_id: answer.headers.get('x-request-id') });
  expect(problem.type).toMatch(/^https:\/\//);
  expect(JSON.stringify(problem)).not.toContain('secret inside');
});

test('405 says what is allowed, 503 when to come back', async () => {
  expect((await fetch(`${url}/echo/1`)).headers.get('allow')).toBe('POST');
  expect((await fetch(`${url}/away`)).headers.get('retry-after')).toBe('1');
});

test('gzip requests are taken', async () => {
  const answer = await post('/echo/1', gzipSync('{"a":1}'), { 'content-encoding': 'gzip' });
  expect(await answer.json()).toEqual({ body: { a: 1 }, bytes: 7 });
});

test('lines that cannot be read spoil no other', async () => {
  const answer = await post('/lines', '{"a":1}\r\n\n{bad\n{"b":2}', { 'content-type': 'application/x-ndjson' });
  expect(await answer.json()).toEqual([true, false, true]);
});

test('each request leaves one line, without its query string; a sane request id is kept', async () => {
  lines.length = 0;
  const answer = await fetch(`${url}/nowhere?token=hidden`, { headers: { 'x-request-id': 'req-7' } });
  await answer.text();
  expect(answer.headers.get('x-request-id')).toBe('req-7');
  expect(
    (await fetch(`${url}/nowhere`, { headers: { 'x-request-id': 'not sane' } })).headers.get('x-request-id'),
  ).not.toBe('not sane');
  const line = lines.find(({ requestId }) => requestId === 'req-7');
  expect(line).toMatchObject({ event: 'request.completed', method: 'GET', status: 404, code: 'not_found' });
  expect(JSON.stringify(lines)).not.toContain('hidden');
});

test('quotas are told on every answer, and enforced', async () => {
  const first = await fetch(`${url}/limited`);
  expect(first.headers.get('ratelimit-policy')).toBe('"minute";q=2;w=60');
  expect(first.headers.get('ratelimit')).toMatch(/^"minute";r=1;t=(59|60)$/);
  await fetch(`${url}/limited`);
  const third = await fetch(`${url}/limited`);
  expect(third.status).toBe(429);
  expect(Number(third.headers.get('retry-after'))).toBeGreaterThan(50);
  expect(third.headers.get('ratelimit')).toMatch(/^"minute";r=0;t=\d+$/);
  expect(await third.json()).toMatchObject({
    type: 'https://iana.org/assignments/http-problem-types#quota-exceeded',
    'violated-policies': ['minute'],
  });
});

test('readyz tells each check, fails with a critical one, and turns first when draining', async () => {
  const ready = async () => {
    const answer = await fetch(`${url}/readyz`);
    return { code: answer.status, ...((await answer.json()) as object) };
  };
  expect(await ready()).toEqual({
    code: 200,
    status: 'warn',
    checks: { database: 'pass', model: 'warn', slow: 'warn' },
    notes: { model: 'no model' },
    queue: 'redis',
  });
  state = 'down';
  expect(await ready()).toMatchObject({ code: 503, status: 'fail', checks: { database: 'fail' } });
  state = 'pass';
  health.drain();
  expect(await ready()).toMatchObject({ code: 503, status: 'fail' });
  expect((await fetch(`${url}/livez`)).status).toBe(200);
});

test('a server that stops lets running requests finish, and holds no kept-alive connection', async () => {
  let finish: () => void = () => {};
  const app = express();
  app.get('/', (_req, res) => {
    finish = () => res.end('done');
    res.write('wait ');
  });
  app.use(problemHandler(log));
  const stopping = createHttpServer(app, { host: '127.0.0.1', port: 0 });
  const { port } = await stopping.start();
  const answer = await fetch(`http://127.0.0.1:${port}/`);
  const stopped = stopping.stop();
  finish();
  expect(await answer.text()).toBe('wait done');
  await stopped;
  await expect(fetch(`http://127.0.0.1:${port}/`)).rejects.toThrow();
});

test('an AppError’s cause stays inside', () => {
  expect(new AppError('internal', { cause: new Error('inside') }).publicMessage).not.toContain('inside');
});
