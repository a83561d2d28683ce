import { gzipSync } from 'node:zlib';
import { captureLog, createTestDatabase, type TestDatabase } from '@moderato/testkit';
import { perspectiveOperations } from './perspective/create-router.js';
import { keyedRoutes, publicRoutes, signedRoutes } from './routes/index.js';
import { aSubmission, makeSite, type RunningIntake, startIntake, type TestSite } from './testing/running-intake.js';
import { askOperation, unsubscribeOperation } from './unsubscribe/unsubscribe-router.js';

let db: TestDatabase;
let intake: RunningIntake;
let site: TestSite;
const captured = captureLog('intake');
beforeAll(async () => {
  db = await createTestDatabase();
  intake = await startIntake(db, { log: captured.log });
  site = await makeSite(db.database);
});
afterAll(async () => {
  await intake.stop();
  await db.drop();
});

const id = '01a20a29-9cf5-7804-8cdc-ff8fa079cf7e';
const routes = keyedRoutes.map(({ operation: { method, path } }) => ({
  method: method.toUpperCase(),
  path: path.replace('{id}', id),
}));
const writing = routes.filter(({ method }) => method !== 'GET' && method !== 'DELETE');

test.each(routes)('$method $path needs a key, and says how to give one', async ({ method, path }) => {
  for (const key of [null, { ...site, key: 'mod_nobodys' }, { ...site, key: 'other' }]) {
    const answer = await intake.call(key, method, path);
    expect(answer.status).toBe(401);
    expect(answer.headers.get('www-authenticate')).toMatch(/^Bearer/);
    expect(answer.body.code).toBe('unauthorized');
  }
});

test('the use of a key is noted, to the minute', async () => {
  const used = await makeSite(db.database);
  const lastUsed = async () => {
    const { rows } = await db.owner.query('select last_used_at as at from api_key where site_id = $1', [used.siteId]);
    return rows[0].at as Date | null;
  };
  expect(await lastUsed()).toBeNull();
  await intake.call(used, 'GET', '/v1/guidelines');
  const first = await lastUsed();
  expect(first).toBeInstanceOf(Date);
  await intake.call(used, 'GET', '/v1/guidelines');
  expect(await lastUsed()).toEqual(first);
});

test.each(routes)('$method $path counts against the key’s quota', async ({ method, path }) => {
  const spent = await makeSite(db.database, { requestsPerMinute: 1 });
  await intake.call(spent, 'GET', '/v1/guidelines');
  const answer = await intake.call(spent, method, path);
  expect(answer.status).toBe(429);
  expect(answer.headers.get('ratelimit')).toMatch(/^"minute";r=0/);
  expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
});

test.each([...new Set(routes.map(({ path }) => path))])('%s answers other methods with 405 and Allow', async (path) => {
  const answer = await intake.call(site, 'PROPFIND', path);
  expect(answer.status).toBe(405);
  const expected = routes.filter((route) => route.path === path).map(({ method }) => method);
  expect(answer.headers.get('allow')?.split(', ')).toEqual(expect.arrayContaining(expected));
});

test.each(writing)('$method $path takes JSON alone, whole and not too much of it', async ({ method, path }) => {
  const isBatch = path.endsWith('/batch');
  const text = await intake.call(site, method, path, { raw: 'a=1', headers: { 'content-type': 'text/plain' } });
  expect(text.status).toBe(415);
  expect((await intake.call(site, method, path, { raw: '{"body":' })).status).toBe(400);
  const huge = JSON.stringify('x'.repeat(isBatch ? 32_000_001 : 1_000_001));
  const bomb = await intake.call(site, method, path, { raw: gzipSync(huge), headers: { 'content-encoding': 'gzip' } });
  expect(bomb.status).toBe(413);
  if (!isBatch) expect((await intake.call(site, method, path, { raw: huge })).status).toBe(413);
});

test('an unknown address is a problem', async () => {
  expect((await intake.call(site, 'GET', '/v2/nothing')).body.code).toBe('not_found');
  expect((await intake.call(null, 'POST', `/ingest/${id}`, { body: {} })).status).toBe(404);
});

test('every route is described, and nothing else', async () => {
  const { body } = await intake.call(null, 'GET', '/openapi.json');
  expect(body.openapi).toMatch(/^3\.1\./);
  const described = Object.entries(body.paths as Record<string, object>).flatMap(([path, item]) =>
    Object.keys(item).map((method) => `${method} ${path}`),
  );
  const operations = [
    ...[...keyedRoutes, ...signedRoutes, ...publicRoutes].map(({ operation }) => operation),
    ...perspectiveOperations,
    askOperation,
    unsubscribeOperation,
  ];
  const mounted = operations.map(({ method, path }) => `${method} ${path}`);
  expect(described.toSorted()).toEqual(mounted.toSorted());
  for (const item of Object.values(body.paths as Record<string, Record<string, { responses: object }>>)) {
    for (const operation of Object.values(item)) expect(operation.responses).toHaveProperty('default');
  }
  expect(Object.keys(body.webhooks)).toEqual(expect.arrayContaining(['comment.decided', 'guidelines.changed']));
  expect(body.components.schemas.Submission.required).toEqual(['externalId', 'body', 'author', 'story']);
  expect(JSON.stringify(body)).not.toContain('nullable');
});

test('the API’s page needs nothing from elsewhere', async () => {
  const page = await intake.call(null, 'GET', '/docs');
  expect(page.status).toBe(200);
  expect(page.headers.get('content-security-policy')).toContain("default-src 'self'");
  const links = [...String(page.body).matchAll(/(?:src|href)="([^"]+)"/g)].map((match) => match[1] as string);
  expect(links).toHaveLength(3);
  for (const link of links) expect((await intake.call(null, 'GET', link)).status).toBe(200);
  expect(page.body).not.toMatch(/<script>|style=/);
});

test('health and metrics need no key', async () => {
  expect((await intake.call(null, 'GET', '/livez')).status).toBe(200);
  expect((await intake.call(null, 'GET', '/readyz')).body).toMatchObject({
    status: 'pass',
    checks: { database: 'pass', queue: 'pass' },
    queue: 'postgres',
  });
  await intake.call(site, 'POST', '/v1/comments', { body: aSubmission() });
  const { body } = await intake.call(null, 'GET', '/metrics');
  expect(body).toMatch(/moderato_comments_accepted_total\{[^}]*\} [1-9]/);
  expect(body).toMatch(/moderato_http_request_seconds_count\{[^}]*route="\/v1\/comments"[^}]*\}/);
});

test('nothing private reaches the log, whatever the answer', async () => {
  const marks = ['MARKBODY', 'mark@private.example', '198.51.100.77', 'MARKNAME'];
  const author = { id: 'm', name: 'MARKNAME', email: 'mark@private.example', ip: '198.51.100.77' };
  const good = aSubmission({ body: 'MARKBODY', author });
  await intake.call(site, 'POST', '/v1/comments', { body: good });
  await intake.call(site, 'POST', '/v1/comments', { body: { ...good, story: 'MARKBODY' } });
  await intake.call(site, 'POST', '/v1/comments/batch', { body: [good, { ...good, author: 'mark@private.example' }] });
  await intake.call(site, 'POST', '/v1/comments', { raw: '{"body":"MARKBODY' });
  await intake.call(site, 'GET', '/v1/comments?externalId=MARKBODY');
  expect(captured.lines.length).toBeGreaterThan(10);
  for (const mark of marks) expect(captured.text()).not.toContain(mark);
  expect(captured.text()).not.toContain(site.key);
});
