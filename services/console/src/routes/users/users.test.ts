import { accountLinkToken } from '@moderato/database';
import { captureLog, createTestDatabase, insertTestSite, ManualClock, type TestDatabase } from '@moderato/testkit';
import { cookieOf, startTestConsole, type TestConsole } from '../../testing/console-site.js';

const clock = new ManualClock();
const password = 'lamp drizzle anchor fee';
let db: TestDatabase;
let desk: TestConsole;
let siteId: string;
let admin: string;
let cookie: string;
let people = 0;

beforeAll(async () => {
  db = await createTestDatabase();
  desk = await startTestConsole({ db, clock, log: captureLog('console').log });
});
beforeEach(async () => {
  people += 1;
  siteId = await insertTestSite(db, undefined, clock.now());
  admin = await desk.addModerator(siteId, {
    name: 'Ada',
    email: `ada${people}@paper.example`,
    role: 'admin',
    password,
  });
  cookie = await desk.signIn(siteId, admin);
});
afterAll(async () => {
  await desk?.stop();
  await db?.drop();
});

const post = (path: string, body: object = {}) => desk.call('POST', path, { cookie, body });
const change = (id: string, body: object) => desk.call('PATCH', `/api/users/${id}`, { cookie, body });
const users = async () => (await desk.call('GET', '/api/users', { cookie })).body.data;
const user = async (id: string) => (await users()).find((one: { id: string }) => one.id === id);
const invite = (changes: object = {}) =>
  post('/api/users', { name: 'Bea', email: `bea${people}@paper.example`, role: 'moderator', ...changes });
const linkOf = async (id: string) => {
  const { rows } = await db.owner.query(
    'select id from account_link where moderator_id = $1 order by id desc limit 1',
    [id],
  );
  return accountLinkToken(desk.masterKeys, siteId, rows[0].id);
};
const use = (token: string, body: object = {}) =>
  desk.call('POST', '/api/account-links/use', { body: { token, password: 'eleven grey herons dance', ...body } });
const entries = async () =>
  (
    await db.owner.query(
      `select kind, subject_id, actor, data from action where site_id = $1 and kind like any(array['user.%', 'key.%', 'site.%'])
         and subject_id <> $2 order by block_height, block_index`,
      [siteId, admin],
    )
  ).rows;

test('an invitation makes an account and a mail, is taken by choosing a password, and signs in once', async () => {
  const { status, body } = await invite({ role: 'triage' });
  expect(status).toBe(200);
  expect(await user(body.id)).toMatchObject({ state: 'invited', role: 'triage', hasPassword: false, isYou: false });
  const { rows } = await db.owner.query(
    `select recipient, about_id from mail where kind = 'invitation' and site_id = $1`,
    [siteId],
  );
  expect(rows).toHaveLength(1);
  const token = accountLinkToken(desk.masterKeys, siteId, rows[0].about_id);
  const read = await desk.call('POST', '/api/account-links/read', { body: { token } });
  expect(read.body).toMatchObject({ purpose: 'invitation', name: 'Bea', role: 'triage', email: rows[0].recipient });
  const taken = await use(token, { name: 'Bea Strand' });
  expect(taken.body).toEqual({ signedIn: true, codeNeeded: false });
  const session = await desk.call('GET', '/api/session', { cookie: cookieOf(taken.headers) });
  expect(session.body).toMatchObject({ moderator: { name: 'Bea Strand', role: 'triage' }, rights: ['read', 'triage'] });
  expect(await user(body.id)).toMatchObject({ state: 'active', hasPassword: true, sessions: 1 });
  expect((await use(token)).status).toBe(410);
});

test('an address has one account at a site, and may have another at another', async () => {
  await invite();
  const again = await invite({ email: ` BEA${people}@paper.example`.trim() });
  expect([again.status, again.body.errors[0]]).toMatchObject([422, { pointer: '/email', code: 'taken' }]);
  const other = await insertTestSite(db, undefined, clock.now());
  await desk.addModerator(other, { email: `bea${people}@paper.example` });
  expect(await users()).toHaveLength(2);
});

test('a second invitation ends the first; one is good for seven days', async () => {
  const { id } = (await invite()).body;
  const first = await linkOf(id);
  expect((await post(`/api/users/${id}/invite`)).status).toBe(204);
  expect((await use(first)).status).toBe(410);
  const second = await linkOf(id);
  clock.advance(7 * 24 * 3_600_000);
  expect((await use(second)).status).toBe(410);
});

test('an account that was disabled loses its sessions, links and password’s use at once, and can come back', async () => {
  const { id } = (await invite()).body;
  const taken = await use(await linkOf(id));
  const theirs = cookieOf(taken.headers);
  await post(`/api/users/${id}/invite`);
  const link = await linkOf(id);
  expect((await change(id, { disabled: true })).status).toBe(204);
  expect((await desk.call('GET', '/api/session', { cookie: theirs })).status).toBe(401);
  expect((await use(link)).status).toBe(410);
  const signIn = () =>
    desk.call('POST', '/api/sign-in', {
      body: { email: `bea${people}@paper.example`, password: 'eleven grey herons dance' },
    });
  expect((await signIn()).status).toBe(401);
  expect(await user(id)).toMatchObject({ state: 'disabled', sessions: 0 });
  await change(id, { disabled: false });
  expect((await signIn()).status).toBe(200);
  expect((await desk.call('GET', '/api/session', { cookie: theirs })).status).toBe(401);
});

test('an admin ends every session of somebody', async () => {
  const id = await desk.addModerator(siteId, { name: 'Cy' });
  const [one, two] = [await desk.signIn(siteId, id), await desk.signIn(siteId, id)];
  await post(`/api/users/${id}/sign-out`);
  for (const theirs of [one, two])
    expect((await desk.call('GET', '/api/session', { cookie: theirs })).status).toBe(401);
});

test('the last admin who can sign in can neither step down nor be disabled', async () => {
  // Invited, and never came: cannot let anybody in.
  const { id } = (await invite({ role: 'admin' })).body;
  for (const body of [{ role: 'moderator' }, { disabled: true }]) {
    const refused = await change(admin, body);
    expect([refused.status, refused.body.code]).toEqual([409, 'conflict']);
  }
  await use(await linkOf(id));
  expect((await change(admin, { role: 'moderator' })).status).toBe(204);
  expect((await desk.call('GET', '/api/users', { cookie })).status).toBe(403);
});

test('of two admins who demote each other at once one stays', async () => {
  const other = await desk.addModerator(siteId, { name: 'Cy', role: 'admin', password });
  const theirs = await desk.signIn(siteId, other);
  const both = await Promise.all([
    change(other, { role: 'triage' }),
    desk.call('PATCH', `/api/users/${admin}`, { cookie: theirs, body: { role: 'triage' } }),
  ]);
  expect(both.filter(({ status }) => status === 204)).toHaveLength(1);
  const { rows } = await db.owner.query(
    `select count(*)::int as n from moderator where site_id = $1 and role = 'admin'`,
    [siteId],
  );
  expect(rows[0].n).toBe(1);
});

test('users of another site are not there', async () => {
  const other = await insertTestSite(db, undefined, clock.now());
  const stranger = await desk.addModerator(other, { name: 'Sam' });
  expect((await users()).map(({ name }: { name: string }) => name)).toEqual(['Ada']);
  for (const call of [
    change(stranger, { role: 'admin' }),
    change(stranger, { disabled: false }),
    post(`/api/users/${stranger}/sign-out`),
    post(`/api/users/${stranger}/invite`),
    post(`/api/users/${stranger}/remove-second-factor`),
    post('/api/users/not-an-id/sign-out'),
  ]) {
    expect((await call).status).toBe(404);
  }
});

test('every bad field is named at once', async () => {
  const { status, body } = await post('/api/users', { name: ' ', email: 'nobody', role: 'king' });
  expect(status).toBe(422);
  expect(body.errors.map(({ pointer }: { pointer: string }) => pointer).toSorted()).toEqual([
    '/email',
    '/name',
    '/role',
  ]);
});

test('each change is on the record, by whom, without a name or an address', async () => {
  const { id } = (await invite()).body;
  await use(await linkOf(id));
  await change(id, { role: 'read_only' });
  await post(`/api/users/${id}/sign-out`);
  await change(id, { disabled: true });
  const kept = await entries();
  expect(kept.map(({ kind }) => kind)).toEqual([
    'user.added',
    'user.invited',
    'user.password_set',
    'user.role_changed',
    'user.signed_out',
    'user.disabled',
  ]);
  expect(kept.map(({ actor }) => actor)).toEqual(
    [admin, admin, id, admin, admin, admin].map((who) => `moderator:${who}`),
  );
  expect(kept[3]?.data).toEqual({ from: 'moderator', to: 'read_only' });
  expect(JSON.stringify(kept)).not.toMatch(/paper\.example|Bea/);
});

test('a key is shown once and kept as its hash, works, and works no more once revoked; both are on the record', async () => {
  const made = await post('/api/keys', { name: 'The plugin' });
  expect(made.body.key).toMatch(/^mod_[\w-]{32}$/);
  expect(made.headers.get('cache-control')).toBe('no-store');
  const list = async () => (await desk.call('GET', '/api/keys', { cookie })).body.data;
  expect(await list()).toMatchObject([{ name: 'The plugin', lastUsedAt: null, revokedAt: null }]);
  expect(JSON.stringify(await list())).not.toContain(made.body.key);
  expect((await post(`/api/keys/${made.body.id}/revoke`)).status).toBe(204);
  expect((await post(`/api/keys/${made.body.id}/revoke`)).status).toBe(404);
  expect((await list())[0].revokedAt).toBe(clock.now().toISOString());
  expect((await entries()).map(({ kind }) => kind)).toEqual(['key.created', 'key.revoked']);
});

test('the site’s name is changed with an entry on the record; its slug stays', async () => {
  const before = (await desk.call('GET', '/api/site', { cookie })).body;
  expect((await desk.call('PATCH', '/api/site', { cookie, body: { name: 'Harbour News' } })).status).toBe(204);
  expect((await desk.call('GET', '/api/site', { cookie })).body).toEqual({ ...before, name: 'Harbour News' });
  expect((await entries()).map(({ kind, data }) => ({ kind, data }))).toEqual([
    { kind: 'site.renamed', data: { from: 'Test Site', to: 'Harbour News' } },
  ]);
});
