import { createHmac } from 'node:crypto';
import { createTestDatabase, type TestDatabase } from '@moderato/testkit';
import { signedHeaders } from '@moderato/webhooks';
import { makeSite, type RunningIntake, startIntake, type TestSite } from '../testing/running-intake.js';

let db: TestDatabase;
let intake: RunningIntake;
let site: TestSite;
beforeAll(async () => {
  db = await createTestDatabase();
  intake = await startIntake(db);
});
beforeEach(async () => {
  site = await makeSite(db.database);
});
afterAll(async () => {
  await intake.stop();
  await db.drop();
});

const secret = 'hyvor-demo-secret';
const mapping = {
  externalId: '/data/id',
  body: '/data/body_html',
  author: { id: '/data/user/id', name: '/data/user/name' },
  story: { id: '/data/page/id', url: '/data/page/url', title: '/data/page/title' },
  parent: { id: '/data/parent_id' },
  submittedAt: '/data/created_at',
  language: { value: 'en' },
  only: { pointer: '/event', values: ['comment.create', 'comment.update'] },
};
const payload = (changes: object = {}, event = 'comment.create') => ({
  event,
  data: {
    id: 7,
    body_html: 'A fair point.',
    user: { id: 3, name: 'Ann' },
    page: { id: 'p1', url: 'https://paper.example/p1', title: 'A page' },
    parent_id: null,
    created_at: 1_700_000_000,
    ...changes,
  },
});
const makeSource = async (changes: object = {}) =>
  (
    await intake.call(site, 'POST', '/v1/ingest-sources', {
      body: { name: 'hyvor', scheme: 'hyvor', secret, mapping, ...changes },
    })
  ).body;
const send = (path: string, body: unknown, key = secret) => {
  const raw = JSON.stringify(body);
  return intake.call(null, 'POST', path, {
    raw,
    headers: { 'x-signature': createHmac('sha256', key).update(raw).digest('hex') },
  });
};
const commentsOf = async () =>
  (
    await db.owner.query(
      'select external_id, body, revision, language, parent, submitted_at from comment where site_id = $1',
      [site.siteId],
    )
  ).rows;

test('a barred author’s message is refused for good: repeating it would not help', async () => {
  const { path } = await makeSource();
  await send(path, payload());
  const ban = { author: '3', kind: 'ban', reason: 'Threats.' };
  expect((await intake.call(site, 'POST', '/v1/bans', { body: ban })).status).toBe(201);
  const refused = await send(path, payload({ id: 8 }));
  expect([refused.status, refused.body]).toEqual([200, { result: 'refused', code: 'author_banned' }]);
  expect((await send(path, payload({ id: 8 }))).body).toEqual({ result: 'duplicate' });
  expect(await commentsOf()).toHaveLength(1);
});

test('a signed message becomes a comment, once', async () => {
  const { path } = await makeSource();
  const first = await send(path, payload());
  expect([first.status, first.body]).toEqual([200, { result: 'accepted', id: expect.any(String), status: 'pending' }]);
  expect((await send(path, payload())).body).toEqual({ result: 'duplicate' });
  expect(await commentsOf()).toEqual([
    {
      external_id: '7',
      body: 'A fair point.',
      revision: 1,
      language: 'en',
      parent: null,
      submitted_at: new Date(1_700_000_000_000),
    },
  ]);
});

test('a late replay of an older version does not undo a newer one', async () => {
  const { path } = await makeSource();
  await send(path, payload());
  await send(path, payload({ body_html: 'Corrected.' }, 'comment.update'));
  expect((await send(path, payload())).body.result).toBe('duplicate');
  expect(await commentsOf()).toMatchObject([{ body: 'Corrected.', revision: 2 }]);
});

test('a bad signature is 401, a missing one 400; nothing is stored', async () => {
  const { path } = await makeSource();
  expect((await send(path, payload(), 'other')).status).toBe(401);
  expect((await intake.call(null, 'POST', path, { body: payload() })).status).toBe(400);
  expect(await commentsOf()).toEqual([]);
});

test('messages that the mapping leaves out are acknowledged and ignored', async () => {
  const { path } = await makeSource();
  expect((await send(path, payload({}, 'flag.created'))).body).toEqual({ result: 'ignored' });
  expect(await commentsOf()).toEqual([]);
});

test('what does not map is refused by the place in the payload, and may be sent again', async () => {
  const { path } = await makeSource();
  const { status, body } = await send(path, payload({ page: { id: 'p', url: 'not a url' }, user: {} }));
  expect(status).toBe(422);
  expect(body.errors.map(({ pointer }: { pointer: string }) => pointer).toSorted()).toEqual([
    '/data/page/url',
    '/data/user/id',
  ]);
  expect((await send(path, payload())).body.result).toBe('accepted');
});

test('a dry run shows the submission and its problems, and stores nothing', async () => {
  const { id } = await makeSource();
  const run = (body: object) => intake.call(site, 'POST', `/v1/ingest-sources/${id}/dry-run`, { body });
  const good = await run(payload());
  expect(good.body).toMatchObject({
    wanted: true,
    problems: [],
    submission: { externalId: '7', author: { id: '3', name: 'Ann' } },
  });
  const bad = await run(payload({ body_html: undefined }, 'other'));
  expect(bad.body).toMatchObject({ wanted: false, problems: [{ pointer: '/data/body_html', code: 'required' }] });
  expect(await commentsOf()).toEqual([]);
});

test('Standard Webhooks get a secret of our making, told once', async () => {
  const made = await makeSource({ name: 'own', scheme: 'standard-webhooks', secret: undefined });
  expect(made.secret).toMatch(/^whsec_/);
  const body = JSON.stringify(payload());
  const headers = signedHeaders({ id: 'msg_1', timestamp: new Date(), body, secrets: [made.secret] });
  const answer = await intake.call(null, 'POST', made.path, { raw: body, headers });
  expect(answer.body.result).toBe('accepted');
  expect((await intake.call(null, 'POST', made.path, { raw: body, headers })).body.result).toBe('duplicate');
  const listed = await intake.call(site, 'GET', '/v1/ingest-sources');
  expect(JSON.stringify(listed.body)).not.toContain(made.secret);
});

test('sources are named once, kept from strangers, and gone when deleted', async () => {
  const { id, path } = await makeSource();
  const twice = await intake.call(site, 'POST', '/v1/ingest-sources', {
    body: { name: 'hyvor', scheme: 'hyvor', secret, mapping },
  });
  expect(twice.body.errors).toMatchObject([{ pointer: '/name', code: 'taken' }]);
  const stranger = await makeSite(db.database);
  expect((await intake.call(stranger, 'GET', `/v1/ingest-sources/${id}`)).status).toBe(404);
  expect((await intake.call(stranger, 'DELETE', `/v1/ingest-sources/${id}`)).status).toBe(404);
  expect((await intake.call(site, 'DELETE', `/v1/ingest-sources/${id}`)).status).toBe(204);
  expect((await send(path, payload())).status).toBe(404);
});

test.each([
  ['a pointer that is none', { mapping: { ...mapping, body: 'data' } }],
  ['an unknown field', { mapping: { ...mapping, colour: '/x' } }],
  ['no secret', { secret: undefined }],
  ['an unknown scheme', { scheme: 'homing-pigeon' }],
])('%s is refused', async (_, changes) => {
  expect(await makeSource(changes)).toMatchObject({ code: 'validation' });
});
