import { ladderSettingsSchema } from '@moderato/domain';
import { createTestDatabase, ManualClock, type TestDatabase } from '@moderato/testkit';
import { aSubmission, makeSite, type RunningIntake, startIntake, type TestSite } from './testing/running-intake.js';

let db: TestDatabase;
let intake: RunningIntake;
let site: TestSite;
const clock = new ManualClock(new Date());
beforeAll(async () => {
  db = await createTestDatabase();
  intake = await startIntake(db, { clock });
});
beforeEach(async () => {
  site = await makeSite(db.database);
});
afterAll(async () => {
  await intake.stop();
  await db.drop();
});

const hourMs = 3_600_000;
const by = (id: string, profile: Record<string, string> = {}, changes: Record<string, unknown> = {}) =>
  aSubmission({ author: { id, ...profile }, ...changes });
const submit = (submission: Record<string, unknown>, at = site) =>
  intake.call(at, 'POST', '/v1/comments', { body: submission });
const impose = (author: string, kind: string, more: Record<string, unknown> = {}) =>
  intake.call(site, 'POST', '/v1/bans', { body: { author, kind, reason: 'Threatened the reporter.', ...more } });
const countComments = async () =>
  (await db.owner.query('select count(*)::int as n from comment where site_id = $1', [site.siteId])).rows[0].n;
const heldBy = async (id: string) =>
  (await db.owner.query('select sign from barred_comment where comment_id = $1', [id])).rows[0]?.sign;

const ann = { name: 'Ann Reader', email: 'ann@readers.example', ip: '203.0.113.7' };

test('a banned author’s comment is refused with words and a clause that the site can show, and nothing is stored', async () => {
  const sent = by('troll', ann);
  expect((await submit(sent)).status).toBe(202);
  const { status, body } = await impose('troll', 'ban', { clause: 'civility-1' });
  expect(status).toBe(201);
  expect(body).toMatchObject({ penalty: { kind: 'ban', by: 'staff', expiresAt: null }, standing: { state: 'banned' } });
  const refused = await submit(by('troll', { ...ann, ip: '203.0.113.99' }));
  expect(refused).toMatchObject({
    status: 403,
    body: {
      code: 'author_banned',
      until: null,
      reason: 'Threatened the reporter.',
      clause: { id: 'civility-1', text: expect.stringContaining('civil') },
    },
  });
  expect(refused.headers.get('content-type')).toContain('application/problem+json');
  expect(await countComments()).toBe(1);
  // An edit is a new comment; the same words again were accepted before.
  expect((await submit({ ...sent, body: 'Other words.' })).status).toBe(403);
  expect((await submit(sent)).status).toBe(202);
});

test('in a batch each comment of a barred author gets an error of its own, and spoils no other', async () => {
  await submit(by('troll'));
  await impose('troll', 'suspension', { hours: 2 });
  const body = [by('reader-2'), by('troll'), by('reader-3')];
  const { body: answer } = await intake.call(site, 'POST', '/v1/comments/batch', { body });
  expect(answer.results).toMatchObject([
    { status: 'pending' },
    { externalId: body[1]?.externalId, error: { status: 403, code: 'author_suspended', clause: null } },
    { status: 'pending' },
  ]);
});

test('a suspension ends by itself, and a lifted ban at once', async () => {
  await submit(by('a'));
  const { body } = await impose('a', 'suspension', { hours: 24 });
  const until = new Date(clock.now().getTime() + 24 * hourMs).toISOString();
  expect(body.standing).toEqual({ state: 'suspended', strikes: 0, until, banProposed: false });
  expect((await submit(by('a'))).body).toMatchObject({ code: 'author_suspended', until });
  clock.advance(24 * hourMs);
  expect((await submit(by('a'))).status).toBe(202);
  const ban = (await impose('a', 'ban')).body.penalty;
  expect((await submit(by('a'))).status).toBe(403);
  const lifted = await intake.call(site, 'DELETE', `/v1/bans/${ban.id}?reason=Mistaken%20identity.`);
  expect(lifted.body).toMatchObject({
    penalty: { active: false, ended: { how: 'lifted', reason: 'Mistaken identity.' } },
    standing: { state: 'good' },
  });
  expect((await submit(by('a'))).status).toBe(202);
  expect((await intake.call(site, 'DELETE', `/v1/bans/${ban.id}`)).body).toEqual(lifted.body);
});

test('a site that holds gets the comments of barred authors, noted for the worker', async () => {
  site = await makeSite(db.database, { bans: ladderSettingsSchema.parse({ bannedComments: 'hold' }) });
  await submit(by('troll'));
  await impose('troll', 'ban');
  const { status, body } = await submit(by('troll'));
  expect(status).toBe(202);
  expect(await heldBy(body.id)).toBeNull();
});

test.each([
  ['email', { name: 'Someone Else', email: 'ANN@readers.example', ip: '203.0.113.8' }],
  ['ip', { name: 'Someone Else', ip: ann.ip }],
  ['name', { name: 'ANN  Reader' }],
  ['name', { name: 'Аnn Rеаder' }],
])('who shares the %s of a banned author is held for review, not banned', async (sign, profile) => {
  await submit(by('troll', ann));
  await impose('troll', 'ban');
  const { status, body } = await submit(by('new-face', profile));
  expect(status).toBe(202);
  expect(await heldBy(body.id)).toBe(sign);
  const author = await intake.call(site, 'GET', '/v1/authors/new-face');
  expect(author.body).toMatchObject({ standing: { state: 'good' }, penalties: [] });
});

test('evasion is not looked for where nothing is shared, where the site does not want it, or after an erasure', async () => {
  await submit(by('troll', ann));
  await submit(by('anonymous-troll', { name: 'Anonymous' }));
  await impose('troll', 'ban');
  await impose('anonymous-troll', 'ban');
  const clean = async (profile: Record<string, string>, id = 'somebody') =>
    expect(await heldBy((await submit(by(id, profile))).body.id)).toBeUndefined();
  await clean({ name: 'Bob', email: 'bob@readers.example', ip: '198.51.100.1' });
  await clean({ name: 'Anonymous' });
  await intake.call(site, 'DELETE', '/v1/authors/troll/data');
  await clean(ann);
  expect((await submit(by('troll', ann))).status).toBe(403);

  const bans = ladderSettingsSchema.parse({ evasion: [] });
  site = await makeSite(db.database, { bans });
  await submit(by('troll', ann));
  await impose('troll', 'ban');
  await clean(ann);
});

test('what was imposed cannot be changed through the application’s role', async () => {
  await submit(by('troll'));
  await impose('troll', 'ban');
  const change = (sql: string) => db.database.withSite(site.siteId, (tx) => tx.query(sql));
  await expect(change(`update penalty set kind = 'warning'`)).rejects.toThrow(/permission denied/);
  await expect(change('delete from penalty')).rejects.toThrow(/permission denied/);
  await expect(change('delete from penalty_end')).rejects.toThrow(/permission denied/);
});

test('bans of one site bind nobody at another', async () => {
  await submit(by('troll', ann));
  const { body } = await impose('troll', 'ban');
  const other = await makeSite(db.database);
  expect((await submit(by('troll', ann), other)).status).toBe(202);
  expect((await intake.call(other, 'GET', '/v1/bans')).body.data).toEqual([]);
  expect((await intake.call(other, 'DELETE', `/v1/bans/${body.penalty.id}`)).status).toBe(404);
});

test('three strikes by hand bring the suspension that the ladder says, and lifting one lifts that too', async () => {
  await submit(by('a'));
  for (const _ of [1, 2]) await impose('a', 'strike');
  const third = (await impose('a', 'strike')).body;
  expect(third.standing).toMatchObject({ state: 'suspended', strikes: 3 });
  const { body } = await intake.call(site, 'DELETE', `/v1/bans/${third.penalty.id}`);
  expect(body.standing).toMatchObject({ state: 'struck', strikes: 2 });
});

test('trusted authors and staff cannot be punished, and comment while others of their address are banned', async () => {
  await submit(by('troll', ann));
  await submit(by('editor', ann));
  const tuning = { site: { trustedAuthors: ['friend'], staff: { authors: ['editor'] } } };
  const text = 'Comments must be civil.';
  const put = await intake.call(site, 'PUT', '/v1/guidelines', { body: { text, tuning } });
  expect(put.status).toBeLessThan(300);
  const { status, body } = await impose('editor', 'ban');
  expect(status).toBe(422);
  expect(body.errors).toMatchObject([{ pointer: '/author', code: 'exempt' }]);
  expect((await intake.call(site, 'GET', '/v1/authors/editor')).body.exempt).toBe(true);
});

test.each([
  [{ author: 'nobody', kind: 'ban', reason: 'x' }, '/author', 'unknown'],
  [{ author: 'a', kind: 'ban', reason: 'x', clause: 'nothing-1' }, '/clause', 'unknown_clause'],
  [{ author: 'a', kind: 'ban', reason: 'x', comment: '01900000-0000-7000-8000-000000000000' }, '/comment', 'unknown'],
  [{ author: 'a', kind: 'ban', reason: ' ' }, '/reason', 'required'],
  [{ author: 'a', kind: 'ban', reason: 'x', hours: 3 }, '/hours', 'invalid'],
  [{ author: 'a', kind: 'proposed_ban', reason: 'x' }, '/kind', 'invalid_value'],
])('a penalty that does not fit is refused by its field: %j', async (body, pointer, code) => {
  await submit(by('a'));
  const answer = await intake.call(site, 'POST', '/v1/bans', { body });
  expect(answer).toMatchObject({ status: 422, body: { errors: [{ pointer, code }] } });
});

test('the list is paged, filtered, and names neither e-mail nor address; nor does an author', async () => {
  await submit(by('a', ann));
  await submit(by('b'));
  for (const author of ['a', 'b', 'a']) {
    clock.advance(1);
    await impose(author, 'warning');
  }
  clock.advance(1);
  const { id } = (await impose('b', 'ban')).body.penalty;
  await intake.call(site, 'DELETE', `/v1/bans/${id}`);
  const first = await intake.call(site, 'GET', '/v1/bans?limit=2');
  expect(first.body.data.map((p: { author: string }) => p.author)).toEqual(['a', 'b']);
  const next = await intake.call(site, 'GET', `/v1/bans?limit=2&cursor=${first.body.next_cursor}`);
  expect(next.body).toMatchObject({ data: [{ author: 'a', kind: 'warning' }], has_more: false });
  const all = await intake.call(site, 'GET', '/v1/bans?state=all&author=b');
  expect(all.body.data).toMatchObject([
    { kind: 'ban', active: false },
    { kind: 'warning', active: true },
  ]);
  const author = await intake.call(site, 'GET', '/v1/authors/a');
  expect(author.body).toMatchObject({ id: 'a', standing: { state: 'warned' }, comments: { pending: 1, rejected: 0 } });
  expect(JSON.stringify([first.body, author.body])).not.toMatch(/readers\.example|203\.0\.113|Ann Reader/);
});

test('the ladder’s settings are read, changed and put on the record', async () => {
  const before = await intake.call(site, 'GET', '/v1/bans/settings');
  expect(before.body).toEqual(ladderSettingsSchema.parse({}));
  const body = { strikesToSuspend: 1, suspensionHours: [1], evasion: ['email'] };
  const put = await intake.call(site, 'PUT', '/v1/bans/settings', { body });
  expect(put).toMatchObject({ status: 200, body: { ...body, warnFirst: true } });
  await submit(by('a'));
  expect((await impose('a', 'strike')).body.standing.state).toBe('suspended');
  const bad = await intake.call(site, 'PUT', '/v1/bans/settings', { body: { strikes: 2, strikeDays: 0 } });
  expect(bad.body.errors.map((e: { pointer: string }) => e.pointer).toSorted()).toEqual(['/strikeDays', '/strikes']);
  const { rows } = await db.owner.query(
    `select kind, actor from action where site_id = $1 order by block_height, block_index`,
    [site.siteId],
  );
  const actor = `api-key:${site.keyId}`;
  expect(rows).toEqual(['bans.configured', 'author.struck', 'author.suspended'].map((kind) => ({ kind, actor })));
});
